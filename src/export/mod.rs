//! Files from the document: each format is written from the same tree and says the same.

