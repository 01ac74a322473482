use super::changes::store_changes;
use super::contents::{Contents, seal};
use super::decision::{LATER_TABLES, PLAN, made};
use super::event::{NewEvent, append};
use super::open::{Access, connect_for_writing, write_ahead};
use super::snapshot::snapshot;
use super::temporary::Temporary;
use super::{PlanId, SavedPlan, Store, StoreError, migrations};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params, params_from_iter};

impl Store {
    /// Stores the plan as a draft, with its dataset unless the file has it already, in one transaction.
    ///
    /// # Errors
    /// When it cannot be written; then nothing of it is stored and no file is left that was not there before.
    pub fn save(&mut self, saved: &SavedPlan) -> Result<PlanId, StoreError> {
        if self.awaited {
            if let Some(plan) = self.create(saved)? {
                return Ok(plan);
            }
            // Somebody else has made the file in the meantime: the plan joins theirs.
            *self = Store::open(&self.path, Access::ReadWrite)?;
            if self.awaited {
                return Err(StoreError::Locked { path: self.path.clone() });
            }
        }
        let result = store(&mut self.connection, saved);
        result.map_err(|error| self.failed(&error))
    }

    /// Writes a new file under another name and puts it in place; nothing is returned when that is taken by now.
    fn create(&mut self, saved: &SavedPlan) -> Result<Option<PlanId>, StoreError> {
        let temporary = Temporary::beside(&self.path)?;
        let plan = self.write_new(&temporary, saved).map_err(|error| self.failed(&error))?;
        if !temporary.install(&self.path)? {
            return Ok(None);
        }
        self.connection = connect_for_writing(&self.path)?;
        self.awaited = false;
        Ok(Some(plan))
    }

    fn write_new(&self, temporary: &Temporary, saved: &SavedPlan) -> rusqlite::Result<PlanId> {
        let mut connection = Connection::open(&temporary.path)?;
        #[cfg(test)]
        if let Some(pages) = self.page_limit {
            connection.pragma_update(None, "max_page_count", pages)?;
        }
        connection.pragma_update(None, "foreign_keys", true)?;
        prepare(&mut connection)?;
        let plan = store(&mut connection, saved)?;
        write_ahead(&connection)?;
        connection.close().map_err(|(_, error)| error)?;
        Ok(plan)
    }
}

/// The schema of a new file, without the pages that migrations have left empty.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    migrations::apply(&transaction)?;
    transaction.commit()?;
    connection.execute_batch("VACUUM")
}

fn store(connection: &mut Connection, saved: &SavedPlan) -> rusqlite::Result<PlanId> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    let dataset = store_dataset(&transaction, saved)?;
    let mut contents = snapshot(saved.problem);
    contents.extend(made(saved, dataset));
    let seal = seal(saved.dataset.hash(), &sorted(contents.clone()));
    let plan = store_plan(&transaction, &contents, &seal)?;
    for table in contents.iter().filter(|contents| contents.table.name != PLAN.name) {
        table.write(&transaction, plan)?;
    }
    let record = saved.record;
    let (at, actor, reason) = (&record.created_at, &record.actor, saved.dataset.source());
    let detail = serde_json::json!({"dataset": dataset, "seal": seal}).to_string();
    append(&transaction, &NewEvent { at, actor, action: PLAN_SAVED, plan: Some(plan), reason, detail })?;
    if let Some(repair) = &record.repair {
        let reason = &repair.reason;
        for fact in &repair.taken_back {
            let detail = serde_json::json!({"fact": fact}).to_string();
            append(&transaction, &NewEvent { at, actor, action: FACT_TAKEN_BACK, plan: Some(plan), reason, detail })?;
        }
    }
    transaction.commit()?;
    Ok(PlanId(plan))
}

pub(super) const DATASET_IMPORTED: &str = "dataset-imported";
pub(super) const FACT_TAKEN_BACK: &str = "fact-taken-back";
pub(super) const PLAN_SAVED: &str = "plan-saved";

/// Tables by name: the order in which a plan is sealed. Tables of later migrations only where they have rows.
pub(super) fn sorted(mut contents: Vec<Contents>) -> Vec<Contents> {
    contents.retain(|contents| !contents.rows.is_empty() || LATER_TABLES.iter().all(|later| *later != contents.table));
    contents.sort_by_key(|contents| contents.table.name);
    contents
}

fn store_plan(connection: &Connection, contents: &[Contents], seal: &str) -> rusqlite::Result<i64> {
    let cells = contents.iter().filter(|contents| contents.table.name == PLAN.name).flat_map(|contents| contents.rows.iter().flatten());
    let marks: Vec<String> = (1..=PLAN.columns.len() + 1).map(|number| format!("?{number}")).collect();
    let sql = format!("INSERT INTO plan ({}, seal) VALUES ({})", PLAN.columns.join(", "), marks.join(", "));
    let seal = super::Cell::from(seal);
    connection.execute(&sql, params_from_iter(cells.chain([&seal])))?;
    Ok(connection.last_insert_rowid())
}

fn store_dataset(connection: &Connection, saved: &SavedPlan) -> rusqlite::Result<i64> {
    let (dataset, hash) = (saved.dataset, saved.dataset.hash());
    let known = connection.query_row("SELECT dataset FROM dataset WHERE hash = ?1", [hash], |row| row.get(0)).optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    connection.execute(
        "INSERT INTO dataset (hash, data_version, county, source, imported_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![hash, saved.problem.data_version, saved.problem.county, dataset.source(), saved.record.created_at],
    )?;
    let number = connection.last_insert_rowid();
    let mut insert =
        connection.prepare("INSERT INTO dataset_row (dataset, position, table_name, row, cells) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, row) in dataset.rows().iter().enumerate() {
        let cells = serde_json::to_string(&row.cells).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        insert.execute(params![number, position as i64, row.table, row.row, cells])?;
    }
    store_changes(connection, number, dataset.rows(), dataset.keys())?;
    let (at, actor, reason) = (&saved.record.created_at, &saved.record.actor, dataset.source());
    let detail = serde_json::json!({"dataset": number, "hash": hash}).to_string();
    append(connection, &NewEvent { at, actor, action: DATASET_IMPORTED, plan: None, reason, detail })?;
    Ok(number)
}
