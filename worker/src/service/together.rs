//! Waiting for several things at once.

use std::future::poll_fn;
use std::task::Poll;

/// What each of some futures comes to, in their order, once all have. They run at the same time;
/// whoever bounds the time of each bounds the time of all.
pub(super) async fn together<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut all: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(move |context| {
        for (future, came) in all.iter_mut().filter(|(_, came)| came.is_none()) {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                *came = Some(output);
            }
        }
        match all.iter().all(|(_, came)| came.is_some()) {
            true => Poll::Ready(all.iter_mut().filter_map(|(_, came)| came.take()).collect()),
            false => Poll::Pending,
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn all_are_waited_for_at_once_and_keep_their_order() {
        let began = tokio::time::Instant::now();
        let late_first = [3_u64, 1, 2].map(|seconds| async move {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            seconds
        });
        assert_eq!(together(late_first).await, [3, 1, 2]);
        assert_eq!(began.elapsed().as_secs(), 3);
        assert!(together(Vec::<std::future::Ready<()>>::new()).await.is_empty());
    }
}
