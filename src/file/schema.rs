//! What the tables are, for programs: every table and column with its type, its unit and its head in
//! Chinese; and how three engines read them.

use serde_json::{Value, json};

use super::columns::{Column, Holds};
use super::lists;
use super::period::Period;
use super::rows::{Export, TableRows};
use crate::model::Document;
use crate::model::id::WorkbookId;

/// The version of names and meanings of tables and columns. Rises when one of them changes; more of them
/// do not change it.
const VERSION: u32 = 1;

/// An engine that reads the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// `DuckDB`.
    DuckDb,
    /// Spark.
    Spark,
    /// `ClickHouse`.
    ClickHouse,
}

/// The columns of the group's own list of the mines that are to report, and for which days.
fn expected() -> [Column; 4] {
    [
        Column::new("mine", "本矿编号", Holds::Text),
        Column::new("mine_name", "矿名", Holds::Text),
        Column::new("first_day", "起", Holds::Day),
        Column::new("last_day", "止", Holds::Day),
    ]
}

/// The tables of a workbook without a record: names and columns are those of every other.
///
/// # Errors
/// Never.
pub fn empty_tables() -> Result<Vec<TableRows>, serde_json::Error> {
    let doc = Document::default();
    let export = Export {
        doc: &doc,
        workbook: WorkbookId::default(),
        code: "",
        is_edited: false,
        period: Period::whole(&doc, chrono::NaiveDate::MIN),
        at: chrono::NaiveDateTime::MIN,
        masked: false,
    };
    Ok(export.tables()?.tables)
}

/// The description of those tables.
pub fn schema(tables: &[TableRows]) -> Value {
    let tables: Vec<Value> = tables.iter().map(described).collect();
    let lists: serde_json::Map<String, Value> = lists::all()
        .into_iter()
        .map(|list| {
            let code = |(code, word): (&str, &str)| json!({ "code": code, "word": word });
            let codes: Vec<Value> = list.codes.into_iter().map(code).collect();
            (list.name.to_owned(), json!(codes))
        })
        .collect();
    json!({ "schema": VERSION, "tables": tables, "code_lists": lists })
}

fn described(table: &TableRows) -> Value {
    let columns: Vec<Value> = table.columns.iter().map(column).collect();
    json!({
        "name": table.name,
        "word": table.word,
        "period": table.limit.words(),
        "columns": columns,
    })
}

fn column(column: &Column) -> Value {
    let mut said = json!({ "name": column.name, "word": column.word });
    let inner = match &column.holds {
        Holds::List(one) => one,
        one => one,
    };
    let (kind, of) = match inner {
        Holds::Text => ("text", None),
        Holds::Whole => ("whole", None),
        Holds::Amount => ("amount", None),
        Holds::YesNo => ("yes_no", None),
        Holds::Day => ("day", None),
        Holds::Time => ("time", None),
        Holds::Moment => ("moment", None),
        Holds::Code(list) => ("code", Some(("codes", *list))),
        Holds::Key(table) => ("key", Some(("refers_to", *table))),
        Holds::AnyKey => ("key", None),
        Holds::Json | Holds::List(_) => ("json", None),
    };
    if let Value::Object(said) = &mut said {
        said.insert("type".to_owned(), json!(kind));
        if matches!(column.holds, Holds::List(_)) {
            said.insert("is_list".to_owned(), json!(true));
        }
        if let Some((name, list)) = of {
            said.insert(name.to_owned(), json!(list));
        }
        for (name, words) in [("unit", column.unit), ("meaning", column.meaning)] {
            if !words.is_empty() {
                said.insert(name.to_owned(), json!(words));
            }
        }
    }
    said
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::DuckDb, Self::Spark, Self::ClickHouse];

    /// Its name, as files are called.
    pub fn name(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::Spark => "spark",
            Self::ClickHouse => "clickhouse",
        }
    }

    /// What makes it know the tables of all mines, each in a folder of its own below `mines`, by
    /// columns written out: an engine that guesses them loses what it did not see.
    pub fn reads(self, tables: &[TableRows]) -> String {
        let mut text = "-- 各表照schema.json写明每一列，不让引擎猜。在放着expected.jsonl和\
            mines/各矿的文件夹/*.jsonl的文件夹里运行。\n"
            .to_owned();
        for table in tables {
            let name = &table.name;
            text.push_str(&self.view(name, &format!("mines/*/{name}.jsonl"), &table.columns));
        }
        text.push_str(&self.view("expected", "expected.jsonl", &expected()));
        text
    }

    /// A view of a file, or of one of each mine.
    fn view(self, name: &str, path: &str, columns: &[Column]) -> String {
        let columns = columns.iter().map(|one| self.column(one)).collect::<Vec<_>>().join(", ");
        match self {
            Self::DuckDb => format!(
                "CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_json('{path}', \
                 format = 'newline_delimited', columns = {{{columns}}});\n"
            ),
            Self::Spark => format!(
                "CREATE OR REPLACE TEMPORARY VIEW {name} ({columns}) USING json OPTIONS \
                 (path '{path}', mode 'FAILFAST');\n"
            ),
            Self::ClickHouse => format!(
                "CREATE OR REPLACE VIEW {name} AS SELECT * FROM file('{path}', 'JSONEachRow', \
                 '{columns}');\n"
            ),
        }
    }

    fn column(self, column: &Column) -> String {
        let name = &column.name;
        let kind = self.kind(&column.holds);
        match self {
            Self::DuckDb => format!("\"{name}\": '{kind}'"),
            Self::Spark | Self::ClickHouse => format!("`{name}` {kind}"),
        }
    }

    fn kind(self, holds: &Holds) -> String {
        if let Holds::List(one) = holds {
            return match self {
                Self::DuckDb => format!("{}[]", self.kind(one)),
                Self::Spark => format!("ARRAY<{}>", self.kind(one)),
                Self::ClickHouse => format!("Array({})", self.kind(one)),
            };
        }
        let [duckdb, spark, clickhouse] = match holds {
            Holds::Whole => ["BIGINT", "BIGINT", "Int64"],
            Holds::Amount => ["DECIMAL(18,2)", "DECIMAL(18,2)", "Decimal(18, 2)"],
            Holds::YesNo => ["BOOLEAN", "BOOLEAN", "Bool"],
            // Of the two kinds of days in ClickHouse only that one knows 1969.
            Holds::Day => ["DATE", "DATE", "Date32"],
            Holds::Moment => ["TIMESTAMP", "TIMESTAMP_NTZ", "DateTime64(0, \\'UTC\\')"],
            // Spark knows no time of day.
            Holds::Text
            | Holds::Time
            | Holds::Code(_)
            | Holds::Key(_)
            | Holds::AnyKey
            | Holds::Json
            | Holds::List(_) => ["VARCHAR", "STRING", "String"],
        };
        match self {
            Self::DuckDb => duckdb.to_owned(),
            Self::Spark => spark.to_owned(),
            Self::ClickHouse => format!("Nullable({clickhouse})"),
        }
    }
}
