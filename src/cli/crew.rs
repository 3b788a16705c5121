//! Threads: batches are worked on by all cores, and what comes of them is handed on in their order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::Stop;
use super::batch::Batch;

/// How many bytes of records may be worked on or wait for their turn at once. One record may be larger: then it is alone.
const IN_FLIGHT: usize = 1 << 20;

/// Works on all batches with so many threads. `work` runs on any of them; `finish` gets what it made in the order of the
/// batches, and stops everything with an error.
///
/// # Errors
/// The first of `finish`.
pub fn run<D: Send>(
    batches: impl Iterator<Item = Batch> + Send,
    threads: usize,
    work: impl Fn(Batch) -> D + Sync,
    finish: impl FnMut(D) -> Result<(), Stop> + Send,
) -> Result<(), Stop> {
    let mut finish = finish;
    if threads < 2 {
        return batches.map(work).try_for_each(finish);
    }
    let crew = Crew {
        batches: Mutex::new(batches),
        load: Mutex::new(Load::default()),
        changed: Condvar::new(),
        order: Mutex::new(Order { next: 0, waiting: BTreeMap::new(), finish: &mut finish, stopped: None }),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // A thread that cannot be had is no reason to stop: the others do its work.
            let builder = thread::Builder::new().name("sayso".to_owned());
            let _ = builder.spawn_scoped(scope, || crew.labour(&work));
        }
        crew.labour(&work);
    });
    held(&crew.order).stopped.take().map_or(Ok(()), Err)
}

struct Crew<'f, I, D> {
    batches: Mutex<I>,
    load: Mutex<Load>,
    changed: Condvar,
    order: Mutex<Order<'f, D>>,
}

/// What is under way.
#[derive(Default)]
struct Load {
    bytes: usize,
    stopped: bool,
}

/// What waits for its turn, and where it goes then.
struct Order<'f, D> {
    next: u64,
    waiting: BTreeMap<u64, (D, usize)>,
    finish: &'f mut (dyn FnMut(D) -> Result<(), Stop> + Send),
    stopped: Option<Stop>,
}

impl<I: Iterator<Item = Batch>, D> Crew<'_, I, D> {
    fn labour(&self, work: &impl Fn(Batch) -> D) {
        while let Some(batch) = self.take() {
            let (number, bytes) = (batch.number, batch.bytes);
            self.give(number, bytes, work(batch));
        }
    }

    /// The next batch, when there is room for it.
    fn take(&self) -> Option<Batch> {
        let mut batches = held(&self.batches);
        let load = held(&self.load);
        let full = |load: &mut Load| load.bytes >= IN_FLIGHT && !load.stopped;
        let load = self.changed.wait_while(load, full).unwrap_or_else(PoisonError::into_inner);
        if load.stopped {
            return None;
        }
        drop(load);
        let batch = batches.next()?;
        let load = held(&self.load);
        // A batch that does not fit beside the others waits until they are done.
        let crowded = |load: &mut Load| load.bytes > 0 && load.bytes + batch.bytes > 2 * IN_FLIGHT && !load.stopped;
        let mut load = self.changed.wait_while(load, crowded).unwrap_or_else(PoisonError::into_inner);
        load.bytes += batch.bytes.max(1);
        (!load.stopped).then_some(batch)
    }

    /// Hands on what came of a batch, and whatever waited for it.
    fn give(&self, number: u64, bytes: usize, done: D) {
        let mut order = held(&self.order);
        order.waiting.insert(number, (done, bytes));
        let mut freed = 0;
        let next = &mut *order;
        while let Some((done, bytes)) = next.waiting.remove(&next.next) {
            next.next += 1;
            freed += bytes.max(1);
            if next.stopped.is_none() {
                next.stopped = (next.finish)(done).err();
            }
        }
        let stopped = next.stopped.is_some();
        drop(order);
        let mut load = held(&self.load);
        load.bytes -= freed;
        load.stopped |= stopped;
        drop(load);
        self.changed.notify_all();
    }
}

/// A lock. A thread that panicked has left nothing half done that others would trip over.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::batch::Position;
    use super::*;

    fn batches(sizes: impl IntoIterator<Item = usize>) -> impl Iterator<Item = Batch> {
        sizes.into_iter().enumerate().map(|(number, bytes)| Batch {
            number: number as u64,
            items: Vec::new(),
            bytes,
            position: Position::default(),
            used: 0,
        })
    }

    #[test]
    fn results_come_in_the_order_of_the_batches() {
        for threads in 1..=8 {
            let mut found = Vec::new();
            let sizes: Vec<usize> = (0..200).map(|at| (at * 7919) % 300_000).collect();
            // The earlier half of each pair takes longer.
            let work = |batch: Batch| {
                if batch.number.is_multiple_of(2) {
                    thread::yield_now();
                }
                batch.number
            };
            run(batches(sizes), threads, work, |number| {
                found.push(number);
                Ok(())
            })
            .unwrap();
            assert_eq!(found, (0..200).collect::<Vec<u64>>(), "{threads} threads");
        }
    }

    #[test]
    fn a_record_that_is_larger_than_all_room_is_worked_on_alone() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let sizes = [100, 5 << 20, 100, 100, 6 << 20, 100];
        let work = |batch: Batch| {
            most.fetch_max(now.fetch_add(batch.bytes, Ordering::SeqCst) + batch.bytes, Ordering::SeqCst);
            thread::yield_now();
            now.fetch_sub(batch.bytes, Ordering::SeqCst);
        };
        run(batches(sizes), 4, work, |()| Ok(())).unwrap();
        assert!(most.into_inner() < (6 << 20) + IN_FLIGHT);
    }

    #[test]
    fn an_error_stops_all_threads() {
        for threads in [1, 4] {
            let mut finished = 0;
            let ended = run(
                batches(std::iter::repeat_n(1000, 100_000)),
                threads,
                |batch| batch.number,
                |number| {
                    finished += 1;
                    if number == 10 { Err(Stop::Usage("enough".to_owned())) } else { Ok(()) }
                },
            );
            assert!(matches!(ended, Err(Stop::Usage(_))));
            assert_eq!(finished, 11);
        }
    }
}
