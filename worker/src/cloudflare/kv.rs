//! Workers KV as the store.

use worker::kv::KvStore;

use crate::platform::{KvError, KvName, KvPage};

/// The store's binding.
pub(super) const BINDING: &str = "FACTS";

/// Values are read from where they are written, or as fresh as the runtime allows.
pub(super) async fn get(store: &KvStore, key: &str) -> Result<Option<String>, KvError> {
    store.get(key).text().await.map_err(|error| failed("get", &error))
}

pub(super) async fn get_many(
    store: &KvStore,
    keys: &[String],
) -> Result<Vec<Option<String>>, KvError> {
    let mut found = store.get_bulk(keys).text().await.map_err(|error| failed("get", &error))?;
    Ok(keys.iter().map(|key| found.remove(key).flatten()).collect())
}

pub(super) async fn put(
    store: &KvStore,
    key: &str,
    value: &str,
    note: &str,
) -> Result<(), KvError> {
    let put = store.put(key, value).and_then(|put| put.metadata(note));
    let put = put.map_err(|error| failed("put", &error))?;
    put.execute().await.map_err(|error| failed("put", &error))
}

pub(super) async fn list(
    store: &KvStore,
    prefix: &str,
    cursor: Option<&str>,
) -> Result<KvPage, KvError> {
    let mut list = store.list().prefix(prefix.to_owned());
    if let Some(cursor) = cursor {
        list = list.cursor(cursor.to_owned());
    }
    let page = list.execute().await.map_err(|error| failed("list", &error))?;
    let name = |key: worker::kv::Key| {
        let note = key.metadata.as_ref().and_then(|note| note.as_str()).unwrap_or_default();
        KvName { note: note.to_owned(), key: key.name }
    };
    Ok(KvPage {
        keys: page.keys.into_iter().map(name).collect(),
        cursor: page.cursor.filter(|_| !page.list_complete),
    })
}

fn failed(what: &str, error: &worker::kv::KvError) -> KvError {
    KvError(format!("{what}: {error}"))
}
