# SPDX-License-Identifier: EUPL-1.2
"""The views of the study `ict_pa`, computed with pandas."""

import csv

import numpy
import pandas

LEVELS = {"assente": 0, "info": 1, "modulo": 2, "invio": 3, "completo": 4}


def reference(study, name, key):
    file = study.folder / f"questionnaire/reference/{name}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        return {row[key].lower(): row for row in csv.DictReader(opened)}


def divided(a, b):
    return None if a is None or b is None or pandas.isna(a) or pandas.isna(b) or b == 0 else a / b


def indicators(study, tables):
    province, territory = reference(study, "province", "sigla"), reference(study, "territorio", "partecipante")
    one = {name: tables[name].set_index("participant") for name in ("organizzazione", "dotazioni", "servizi")}
    spending, levels = tables["dotazioni.spesa"], tables["servizi.livello"]
    names = {p["id"]: p["short"] for p in study.participants}
    rows = []
    for who in one["organizzazione"].index:
        if who not in province or who not in territory:
            continue
        o, d, s = (one[name].loc[who] for name in ("organizzazione", "dotazioni", "servizi"))
        people = float(province[who]["population"])
        own = spending[(spending.participant == who) & (spending.column_id == "a2018")].value
        total = None if own.isna().any() or own.empty else own.sum()
        scores = levels[levels.participant == who].value.map(LEVELS).dropna()
        staff = 0.0 if o.ufficio_ict == "no" else divided(o.addetti_ict, o.dipendenti)
        staff = staff if staff is None or o.ufficio_ict == "no" else 100 * staff
        share = divided(s.istanze_rete, s.istanze)
        laptops = divided(d.pc_portatili, o.dipendenti)
        rows.append({
            "participant": who, "nome": names[who], "area": territory[who]["area"],
            "classe": territory[who]["classe"], "gestione": o.gestione,
            "gestione__state": o.gestione__state,
            "addetti_100": staff, "portatili_100": None if laptops is None else 100 * laptops,
            "spesa_ab": None if total is None else total / people,
            "quota_rete": None if share is None else 100 * share,
            "livelli": scores.mean() if len(scores) else None, "uno": 1.0,
        })
    frame = pandas.DataFrame(rows)
    for name in ("addetti_100", "portatili_100", "spesa_ab", "quota_rete", "livelli"):
        frame[name] = pandas.to_numeric(frame[name])
    return frame


def index(frame):
    own = frame.dropna(subset=["addetti_100", "portatili_100", "livelli", "quota_rete"]).copy()
    own["addetti_100"] = own.addetti_100.clip(upper=10)

    def stretch(column):
        return (column - column.min()) / (column.max() - column.min())

    own["persone"], own["reti"] = 100 * stretch(own.addetti_100), 100 * stretch(own.portatili_100)
    own["servizi"] = 50 * stretch(own.livelli) + 0.5 * own.quota_rete
    own["indice"] = 0.3 * own.persone + 0.3 * own.reti + 0.4 * own.servizi
    own["posto"] = own.indice.rank(ascending=False, method="min")
    own["su"] = float(len(own))
    people, services = own.persone >= 50, own.servizi >= 50
    kinds = [people & services, ~people & services, people & ~services]
    names = ["Avanzate", "Servizi senza persone", "Persone senza servizi"]
    own["tipologia"] = numpy.select(kinds, names, "In ritardo")
    return own


def change(study, tables, before, frame):
    rows = []
    names = ("organizzazione", "dotazioni", "ostacoli")
    now = {name: tables[name].set_index("participant") for name in names}
    old = {name: before[name].set_index("participant") for name in names}
    words = {("no", "yes"): "Entrata nel cloud", ("yes", "yes"): "Già nel cloud",
             ("yes", "no"): "Uscita dal cloud", ("no", "no"): "Ancora senza"}
    territory = reference(study, "territorio", "partecipante")
    for who in now["dotazioni"].index:
        if who not in old["dotazioni"].index or who not in territory:
            continue
        def laptops(side):
            value = divided(side["dotazioni"].loc[who].pc_portatili, side["organizzazione"].loc[who].dipendenti)
            return None if value is None else 100 * value
        was, is_now = laptops(old), laptops(now)
        clouds = (old["dotazioni"].loc[who].cloud, now["dotazioni"].loc[who].cloud)
        state = now["dotazioni"].loc[who].cloud__state
        word = words.get(clouds)
        rows.append({
            "participant": who, "nome": territory[who]["nome"], "area": territory[who]["area"],
            "passaggio": word, "passaggio__state": "value" if word else "not_available",
            "port_prima": was, "port_ora": is_now,
            "variazione": None if was is None or is_now is None else is_now - was,
        })
    found = pandas.DataFrame(rows)
    for name in ("port_prima", "port_ora", "variazione"):
        found[name] = pandas.to_numeric(found[name])
    return found


def shares(frame, over, of, participants=False):
    """Rows of two keys with the part that each pair has in the first."""
    counts = frame.groupby([over, of]).size()
    whole = counts.groupby(level=0).transform("sum")
    found = (100 * counts / whole).rename("quota").reset_index()
    found["n"], found["participant"] = whole.to_numpy(), ""
    return found


def spread(frame):
    """The quarters of spending by area, as `ntile` cuts them."""
    rows = []
    for area, own in frame.dropna(subset=["spesa_ab"]).groupby("area"):
        values = sorted(own.spesa_ab)
        size, more = divmod(len(values), 4)
        ends = numpy.cumsum([size + (1 if quarter < more else 0) for quarter in range(4)])
        upto = [values[end - 1] if end else None for end in ends]
        rows.append({"area": area, "n": float(len(values)), "minimo": values[0], "q1": upto[0] if ends[0] else None,
                     "mediana": upto[1], "q3": upto[2], "massimo": values[-1], "participant": ""})
    return pandas.DataFrame(rows)


def views(study, tables, before):
    frame = indicators(study, tables)
    judged = tables["ostacoli.ostacoli"].dropna(subset=["value"])
    judged = judged.rename(columns={"row_id": "ostacolo", "value": "giudizio"})
    some = frame.dropna(subset=["addetti_100"]).copy()
    words = ["0-0,9", "1-1,9", "2-2,9", "3-3,9", "4 e più"]
    some["classe_addetti"] = pandas.cut(some.addetti_100, [-1, 1, 2, 3, 4, 1e9], right=False, labels=words).astype(str)
    return {
        "indicatori": frame, "indice": index(frame), "cambio": change(study, tables, before, frame),
        "quote_gestione": shares(frame.dropna(subset=["gestione"]), "area", "gestione"),
        "quote_ostacoli": shares(judged[["ostacolo", "giudizio"]], "ostacolo", "giudizio"),
        "istogramma": some, "quartili": spread(frame),
    }
