//! The institutions, posts and people of a plan, whether they have stays or not.

use super::{PlanId, Store, StoreError};
use serde::Serialize;

/// An institution as the plan's dataset had it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct InstitutionRow {
    pub code: String,
    pub name: String,
    pub level: String,
}

/// A post, training seats of departments included.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PostRow {
    pub code: String,
    pub name: String,
    pub institution_code: String,
    pub department: Option<String>,
    pub dispatch_kind: String,
}

/// A person who may have stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PersonRow {
    pub code: String,
    pub name: String,
    /// Code of the home institution.
    pub home: String,
}

impl Store {
    /// In the order of the county's table.
    pub fn institutions(&self, plan: PlanId) -> Result<Vec<InstitutionRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT code, name, level FROM institution WHERE plan = ?1 ORDER BY institution";
        self.list(sql, [plan.0], |row| Ok(InstitutionRow { code: row.get(0)?, name: row.get(1)?, level: row.get(2)? }))
    }

    /// In the order of the county's table, training seats last.
    pub fn posts(&self, plan: PlanId) -> Result<Vec<PostRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT q.code, q.name, i.code, d.name, q.kind FROM post AS q
            JOIN institution AS i ON i.plan = q.plan AND i.institution = q.institution
            LEFT JOIN department AS d ON d.plan = q.plan AND d.department = q.department
            WHERE q.plan = ?1 ORDER BY q.post";
        self.list(sql, [plan.0], |row| {
            Ok(PostRow {
                code: row.get(0)?,
                name: row.get(1)?,
                institution_code: row.get(2)?,
                department: row.get(3)?,
                dispatch_kind: row.get(4)?,
            })
        })
    }

    /// In the order of the county's table.
    pub fn people(&self, plan: PlanId) -> Result<Vec<PersonRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT p.code, p.name, i.code FROM person AS p JOIN institution AS i ON i.plan = p.plan AND i.institution = p.home
            WHERE p.plan = ?1 ORDER BY p.person";
        self.list(sql, [plan.0], |row| Ok(PersonRow { code: row.get(0)?, name: row.get(1)?, home: row.get(2)? }))
    }
}
