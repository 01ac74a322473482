//! The schema, as a list that only ever grows: a migration that was released is never edited.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// `LZHN`: marks a file as this program's.
pub const APPLICATION_ID: u32 = 0x4C5A_484E;

/// The migrations, each a batch of SQL; the file's `user_version` says how many it has had.
const MIGRATIONS: &[&[&str]] = &[
    &[include_str!("migrations/0001_tables.sql"), include_str!("migrations/0001_views.sql"), include_str!("migrations/0001_guards.sql")],
    &[include_str!("migrations/0002_reasons_of_findings.sql"), include_str!("migrations/0002_proof.sql")],
    &[
        include_str!("migrations/0003_publications.sql"),
        include_str!("migrations/0003_ledgers.sql"),
        include_str!("migrations/0003_repairs.sql"),
    ],
];

/// Columns of plans' tables that a migration after the first one added: a seal from before does not know them.
pub(super) const ADDED_COLUMNS: &[(&str, &str)] = &[
    ("finding", "reason_zh"),
    ("finding", "reason_en"),
    ("pool_post", "valid_from"),
    ("pool_post", "valid_until"),
    ("plan", "baseline"),
    ("plan", "repair_reason"),
];

/// The `user_version` that this program writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies what is missing, inside the caller's transaction.
pub(super) fn apply(connection: &Connection) -> rusqlite::Result<()> {
    let applied = usize::try_from(version(connection)?).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(applied) {
        for batch in *migration {
            connection.execute_batch(batch)?;
        }
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", SCHEMA_VERSION)
}

/// Brings an older file up to date, wholly or not at all.
pub(super) fn upgrade(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? < SCHEMA_VERSION {
        let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
        apply(&transaction)?;
        transaction.commit()?;
    }
    Ok(())
}

/// An empty book in memory: what a fresh file's schema looks like.
pub(super) fn blank() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    apply(&connection)?;
    Ok(connection)
}
