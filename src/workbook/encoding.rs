// SPDX-License-Identifier: EUPL-1.2
//! Parts of a package as UTF-8, whatever they were written in: XML may say that it is in another
//! encoding, and some programs write UTF-16 or Latin-1.

/// Characters of windows-1252 from 0x80 to 0x9F, which Latin-1 has not.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Bytes of a part in UTF-8. What is no XML, or is in UTF-8 already, is given back as it is.
pub(super) fn utf8(bytes: Vec<u8>) -> Vec<u8> {
    let text = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return rest.to_vec(),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        // Without a mark at its beginning: «<» tells the order of the bytes.
        [b'<', 0, ..] => wide(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(&bytes, u16::from_be_bytes),
        _ => match declared(&bytes) {
            Some(narrow) => bytes.iter().map(|byte| narrow.character(*byte)).collect(),
            None => return bytes,
        },
    };
    text.into_bytes()
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// An encoding of one byte a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Narrow {
    /// ISO-8859-1, which everybody reads as windows-1252.
    Latin1,
    /// ISO-8859-15: Latin-1 with the euro.
    Latin9,
}

impl Narrow {
    fn character(self, byte: u8) -> char {
        match (self, byte) {
            (Narrow::Latin1, 0x80..=0x9F) => {
                WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or(char::from(byte))
            }
            (Narrow::Latin9, 0xA4) => '€',
            (Narrow::Latin9, 0xA6) => 'Š',
            (Narrow::Latin9, 0xA8) => 'š',
            (Narrow::Latin9, 0xB4) => 'Ž',
            (Narrow::Latin9, 0xB8) => 'ž',
            (Narrow::Latin9, 0xBC) => 'Œ',
            (Narrow::Latin9, 0xBD) => 'œ',
            (Narrow::Latin9, 0xBE) => 'Ÿ',
            _ => char::from(byte),
        }
    }
}

/// The encoding that a part declares, when it is not UTF-8.
fn declared(bytes: &[u8]) -> Option<Narrow> {
    let line = bytes.strip_prefix(b"<?xml")?;
    let end = line.iter().take(200).position(|byte| *byte == b'>')?;
    let line = String::from_utf8_lossy(line.get(..end)?).to_lowercase();
    let (_, after) = line.split_once("encoding")?;
    let word = after.split(['"', '\'']).nth(1)?;
    match word {
        "iso-8859-1" | "iso_8859-1" | "latin1" | "latin-1" | "windows-1252" | "cp1252" => {
            Some(Narrow::Latin1)
        }
        "iso-8859-15" | "latin9" | "latin-9" => Some(Narrow::Latin9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_in_every_encoding_that_programs_write() {
        let xml =
            |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?><a>Città, 5 €</a>");
        let read = |bytes: Vec<u8>| String::from_utf8(utf8(bytes)).unwrap();
        let plain = xml("UTF-8");
        assert_eq!(read(plain.clone().into_bytes()), plain);
        assert_eq!(read([b"\xEF\xBB\xBF", plain.as_bytes()].concat()), plain);
        let wide = xml("UTF-16");
        for marked in [true, false] {
            let units: Vec<u16> =
                marked.then_some(0xFEFF).into_iter().chain(wide.encode_utf16()).collect();
            assert_eq!(read(units.iter().flat_map(|unit| unit.to_le_bytes()).collect()), wide);
            assert_eq!(read(units.iter().flat_map(|unit| unit.to_be_bytes()).collect()), wide);
        }
        let narrow = |name: &str, euro: u8| -> Vec<u8> {
            let byte =
                |c: char| if c == '€' { euro } else { u8::try_from(u32::from(c)).unwrap() };
            xml(name).chars().map(byte).collect()
        };
        for (name, euro) in [("ISO-8859-1", 0x80), ("windows-1252", 0x80), ("iso-8859-15", 0xA4)] {
            assert_eq!(read(narrow(name, euro)), xml(name));
        }
    }
}
