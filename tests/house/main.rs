//! What holds for the project as a whole: a corpus of rosters for every rule, the one-way imports, and documents that say what the program does.

mod architecture;
mod corpus;
mod documents;
