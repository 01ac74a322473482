//! Tables of typed cells.

use chrono::NaiveDate;

/// Columns and rows; widths follow the contents within the columns' bounds.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::export) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Columns that stay in sight when the sheet is scrolled.
    pub frozen: u16,
    /// Said in place of rows when there are none.
    pub empty: String,
}

#[derive(Clone, PartialEq, Debug)]
pub(in crate::export) struct Column {
    /// Name of the value in JSON.
    pub key: String,
    pub name: String,
    /// Above the names of neighbours of the same group.
    pub group: Option<String>,
    /// Least and most, in characters of half width.
    pub width: (f64, f64),
    pub align: Align,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::export) enum Align {
    Left,
    Centre,
}

#[derive(Clone, PartialEq, Debug)]
pub(in crate::export) enum Row {
    /// Cells from the first column on; together they span all columns.
    Cells(Vec<Cell>),
    /// One text across the table; it says nothing that the cells do not.
    Across(String, Tone),
}

#[derive(Clone, PartialEq, Debug)]
pub(in crate::export) struct Cell {
    pub value: Value,
    pub tone: Tone,
    /// Columns, at least 1.
    pub span: u16,
    /// What paper says in place of the value, which data formats keep.
    pub face: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub(in crate::export) enum Value {
    Empty,
    Text(String),
    Number(i64),
    /// Months, counted in halves.
    HalfMonths(i64),
    /// A fraction; a dash where there is nothing to divide by.
    Percent(Option<f64>),
    Date(NaiveDate),
}

/// What a cell looks like, and why.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::export) enum Tone {
    Plain,
    Strong,
    Arrival,
    /// Also what is short.
    Departure,
    /// Colour of an entry of a legend.
    Hue(u8),
    /// The more, the darker: 0 to 4.
    Depth(u8),
}

impl Column {
    pub fn new(key: &str, name: impl Into<String>, width: (f64, f64), align: Align) -> Self {
        Self { key: key.to_owned(), name: name.into(), group: None, width, align }
    }
}

impl Cell {
    pub fn new(value: Value) -> Self {
        Self { value, tone: Tone::Plain, span: 1, face: None }
    }
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(if text.is_empty() { Value::Empty } else { Value::Text(text) })
    }
    pub fn number(number: i64) -> Self {
        Self::new(Value::Number(number))
    }
    pub fn date(date: NaiveDate) -> Self {
        Self::new(Value::Date(date))
    }
    pub fn empty() -> Self {
        Self::new(Value::Empty)
    }
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
    pub fn faced(mut self, face: String) -> Self {
        self.face = Some(face);
        self
    }
    /// As people read it.
    pub fn shown(&self) -> String {
        self.face.clone().unwrap_or_else(|| printed(&self.value))
    }
    pub fn spanning(mut self, span: u16) -> Self {
        self.span = span.max(1);
        self
    }
}

impl Table {
    /// True when some columns stand under a group.
    pub fn is_grouped(&self) -> bool {
        self.columns.iter().any(|column| column.group.is_some())
    }
}

/// The value as people read it; dates as 2027-03-01.
pub(in crate::export) fn printed(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::HalfMonths(halves) => {
            let sign = if *halves < 0 { "-" } else { "" };
            format!("{sign}{}{}", halves.abs() / 2, if halves % 2 == 0 { "" } else { ".5" })
        }
        Value::Percent(share) => percent(*share),
        Value::Date(date) => date.to_string(),
    }
}

pub(in crate::export) fn percent(share: Option<f64>) -> String {
    share.map_or("—".to_owned(), |share| format!("{:.1}%", share * 100.0))
}
