//! What an audit needs of a stored plan: the dataset, the roster and every cell as they stand in the file.

use super::contents::{Contents, Table};
use super::decision::{DECISION_TABLES, LATER_TABLES, NO_SOURCE, OWN_SOURCE, POOL_SOURCE, TOLD_TABLES, origin_word};
use super::publication::taken_over;
use super::read::date;
use super::snapshot::SNAPSHOT_TABLES;
use super::write::sorted;
use super::{DatasetRow, PlanId, Store, StoreError, StoredDataset};
use crate::domain::{Id, ItemId, PersonId, PoolClassId, PoolPostId, PostId, SlotId};
use crate::roster::{Origin, Placement, PostSource, Roster, Stay};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};

impl Store {
    /// The dataset that the plan was made from; its hash is the stored one.
    pub fn dataset(&self, plan: PlanId) -> Result<StoredDataset, StoreError> {
        self.read_dataset(plan).map_err(|error| self.failed(&error))?.ok_or_else(|| self.no_such(plan))
    }

    fn read_dataset(&self, plan: PlanId) -> rusqlite::Result<Option<StoredDataset>> {
        let sql = "SELECT dataset.dataset, hash, source, option_from, option_months
            FROM plan JOIN dataset ON dataset.dataset = plan.dataset WHERE plan = ?1";
        let head = self.connection.query_row(sql, [plan.0], |row| {
            let from = row.get::<_, Option<String>>(3)?.map(|text| date(text, 3)).transpose()?;
            Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, from, row.get(4)?))
        });
        let Some((dataset, hash, source, from, months)) = head.optional()? else { return Ok(None) };
        let rows = rows_of(&self.connection, dataset)?;
        let published = taken_over(&self.connection, plan)?;
        Ok(Some(StoredDataset::stored(hash, source, rows, from, months).on_top_of(published)))
    }

    /// The stays as placements; ids are of the problem that the plan's dataset gives.
    pub fn placements(&self, plan: PlanId) -> Result<Roster, StoreError> {
        self.existing(plan)?;
        let read = || -> rusqlite::Result<Vec<Placement>> {
            let sql = "SELECT person, post, first_slot, slots, source, pool_class, pool_post, item, origin FROM stay WHERE plan = ?1";
            self.connection.prepare(sql)?.query_map([plan.0], placement)?.collect()
        };
        Ok(Roster::new(read().map_err(|error| self.failed(&error))?))
    }

    /// Every cell stored for the plan but its status and seal.
    pub fn contents(&self, plan: PlanId) -> Result<Vec<Contents>, StoreError> {
        self.existing(plan)?;
        let tables: Vec<&'static Table> =
            SNAPSHOT_TABLES.iter().chain(&DECISION_TABLES).chain(&TOLD_TABLES).chain(&LATER_TABLES).copied().collect();
        let read = |table| Contents::read(&self.connection, plan.0, table);
        let contents: rusqlite::Result<Vec<Contents>> = tables.into_iter().map(read).collect();
        Ok(sorted(contents.map_err(|error| self.failed(&error))?))
    }

    /// The seal that the plan was stored with.
    pub fn stored_seal(&self, plan: PlanId) -> Result<String, StoreError> {
        let seal = self.connection.query_row("SELECT seal FROM plan WHERE plan = ?1", [plan.0], |row| row.get(0)).optional();
        seal.map_err(|error| self.failed(&error))?.ok_or_else(|| self.no_such(plan))
    }
}

/// The rows of a dataset, in their order.
pub(super) fn rows_of(connection: &Connection, dataset: i64) -> rusqlite::Result<Vec<DatasetRow>> {
    let sql = "SELECT table_name, row, cells FROM dataset_row WHERE dataset = ?1 ORDER BY position";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([dataset], |row| {
        let cells = serde_json::from_str(&row.get::<_, String>(2)?)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(error)))?;
        Ok(DatasetRow { table: row.get(0)?, row: row.get(1)?, cells })
    })?;
    rows.collect()
}

fn placement(row: &Row<'_>) -> rusqlite::Result<Placement> {
    let pool_class: Option<PoolClassId> = optional_id(row, 5)?;
    let source: String = row.get(4)?;
    let source = match (source.as_str(), pool_class) {
        (NO_SOURCE, None) => PostSource::None,
        (OWN_SOURCE, None) => PostSource::Own,
        (POOL_SOURCE, Some(class)) => PostSource::Pool(class),
        _ => return Err(unknown(4, &source)),
    };
    let origin = origin(row, 8)?;
    let stay = Stay {
        person: id::<PersonId>(row, 0)?,
        post: id::<PostId>(row, 1)?,
        first: SlotId(row.get(2)?),
        slots: row.get(3)?,
        source,
        item: optional_id::<ItemId>(row, 7)?,
    };
    Ok(Placement { stay, pool_post: optional_id::<PoolPostId>(row, 6)?, origin })
}

pub(super) fn origin(row: &Row<'_>, column: usize) -> rusqlite::Result<Origin> {
    let word: String = row.get(column)?;
    let origins = [Origin::CarriedIn, Origin::Pinned, Origin::Planned];
    origins.into_iter().find(|known| origin_word(*known) == word).ok_or_else(|| unknown(column, &word))
}

/// The one of these with the word.
pub(super) fn word<T: Copy>(all: &[T], text: &str, column: usize, name: fn(T) -> &'static str) -> rusqlite::Result<T> {
    all.iter().copied().find(|known| name(*known) == text).ok_or_else(|| unknown(column, text))
}

/// A word that this program does not write.
fn unknown(column: usize, word: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("unknown word {word}").into())
}

fn id<I: Id>(row: &Row<'_>, column: usize) -> rusqlite::Result<I> {
    Ok(I::from_index(row.get::<_, u32>(column)? as usize))
}

pub(super) fn optional_id<I: Id>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<I>> {
    Ok(row.get::<_, Option<u32>>(column)?.map(|index| I::from_index(index as usize)))
}
