//! A Durable Object's SQLite and alarm as a book's storage.

use worker::SqlStorageValue;
use worker::durable::Storage;

use hearback_domain::Timestamp;

use crate::platform::{Row, ShelfError, Value};

pub(super) fn run(storage: &Storage, sql: &str, values: &[Value]) -> Result<Vec<Row>, ShelfError> {
    let bindings: Vec<SqlStorageValue> = values.iter().map(binding).collect();
    let cursor = storage.sql().exec(sql, bindings).map_err(|error| failed(&error))?;
    cursor
        .raw()
        .map(|row| match row {
            Ok(columns) => Ok(Row(columns.into_iter().map(value).collect())),
            Err(error) => Err(failed(&error)),
        })
        .collect()
}

pub(super) async fn set_alarm(storage: &Storage, at: Timestamp) -> Result<(), ShelfError> {
    storage.set_alarm(at.utc()).await.map_err(|error| failed(&error))
}

pub(super) async fn sync(storage: &Storage) -> Result<(), ShelfError> {
    storage.sync().await.map_err(|error| failed(&error))
}

fn binding(value: &Value) -> SqlStorageValue {
    match value {
        Value::Null => SqlStorageValue::Null,
        Value::Int(number) => SqlStorageValue::Integer(*number),
        Value::Text(text) => SqlStorageValue::String(text.clone()),
    }
}

fn value(value: SqlStorageValue) -> Value {
    match value {
        SqlStorageValue::Integer(number) => Value::Int(number),
        SqlStorageValue::String(text) => Value::Text(text),
        SqlStorageValue::Null
        | SqlStorageValue::Boolean(_)
        | SqlStorageValue::Float(_)
        | SqlStorageValue::Blob(_) => Value::Null,
    }
}

fn failed(error: &worker::Error) -> ShelfError {
    ShelfError(error.to_string())
}
