//! Is the file what this program made it: pages, references, and the schema itself.

use super::migrations;
use crate::diagnostic::Bilingual;
use rusqlite::Connection;
use std::collections::BTreeMap;

pub(super) fn problems(connection: &Connection) -> rusqlite::Result<Vec<Bilingual>> {
    let mut problems = Vec::new();
    let mut integrity = connection.prepare("PRAGMA integrity_check")?;
    for finding in integrity.query_map([], |row| row.get::<_, String>(0))? {
        let finding = finding?;
        if finding != "ok" {
            problems.push(Bilingual::new(format!("数据库文件损坏：{finding}"), format!("the database file is damaged: {finding}")));
        }
    }
    let mut references = connection.prepare("PRAGMA foreign_key_check")?;
    let dangling =
        references.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?)))?;
    for finding in dangling {
        let (table, row, parent) = finding?;
        let row = row.map_or_else(|| "?".to_owned(), |row| row.to_string());
        problems.push(Bilingual::new(
            format!("表 {table} 第 {row} 行所引用的 {parent} 记录不存在"),
            format!("row {row} of table {table} refers to a row of {parent} that does not exist"),
        ));
    }
    problems.extend(schema_problems(connection)?);
    Ok(problems)
}

/// Tables, views and triggers that are missing or altered, and triggers that are not ours. Views of others are their business.
fn schema_problems(connection: &Connection) -> rusqlite::Result<Vec<Bilingual>> {
    let wanted = schema(&migrations::blank()?)?;
    let found = schema(connection)?;
    let mut problems = Vec::new();
    for ((kind, name), sql) in &wanted {
        match found.get(&(kind.clone(), name.clone())) {
            None => problems.push(Bilingual::new(format!("数据库结构缺少 {kind} {name}"), format!("the schema lacks the {kind} {name}"))),
            Some(standing) if standing != sql => {
                problems.push(Bilingual::new(format!("数据库结构中的 {kind} {name} 被改动"), format!("the {kind} {name} was altered")));
            }
            Some(_) => {}
        }
    }
    for (kind, name) in found.keys().filter(|object| object.0 == "trigger" && !wanted.contains_key(*object)) {
        problems.push(Bilingual::new(format!("数据库中多出 {kind} {name}"), format!("there is a {kind} {name} that is not ours")));
    }
    Ok(problems)
}

fn schema(connection: &Connection) -> rusqlite::Result<BTreeMap<(String, String), Option<String>>> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'")?;
    statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?.collect()
}
