//! The kiosk API beside an empty handler: what a number costs over what HTTP itself costs.

use std::net::SocketAddr;
use std::time::Instant;

use axum::routing::post;
use axum::{Json, Router};
use town_hall::asker::Asker;
use town_hall::town::{DAY, HALL, Office, instant};
use wire::http::{IssuedTicket, path};

use super::rounds::{Goal, Line, ROUNDS, median};

const CALLERS: usize = 8;
/// Each round has a hall of its own, in which at most 240 people wait, as on a very full day.
const DRAWS_PER_CALLER: usize = 30;

pub fn measure(print: &mut dyn FnMut(Line)) -> anyhow::Result<()> {
    let office = Office::of(HALL, instant(DAY, "08:00"));
    let answer = office.as_kiosk().draw("the-answer-of-both", "reisepass")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let empty = serve_empty(&runtime, answer)?;
    let nobody = Asker::kiosk(format!("http://{empty}"), "no-token");
    let (mut ratios, mut ours_all, mut empty_all) = (vec![], vec![], vec![]);
    for round in 0..=ROUNDS {
        let full = Office::of(HALL, instant(DAY, "08:00"));
        let ours = draws(&full.as_kiosk(), round)?;
        let empty = draws(&nobody, round)?;
        if round > 0 {
            ratios.push(ours / empty);
            ours_all.push(ours);
            empty_all.push(empty);
        }
    }
    let figures = format!("{:.0} numbers/s against {:.0}", median(&ours_all), median(&empty_all));
    print(Line { name: "http: numbers a second / empty handler".into(), ratios, goal: Goal::None, figures });
    Ok(())
}

/// Reads the body and answers the same bytes every time.
fn serve_empty(runtime: &tokio::runtime::Runtime, answer: IssuedTicket) -> anyhow::Result<SocketAddr> {
    let handler = move |_: Json<wire::http::DrawTicket>| {
        let answer = answer.clone();
        async move { Json(answer) }
    };
    let router = Router::new().route(path::KIOSK_TICKETS, post(handler));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    runtime.spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Draws a second, by a few kiosks at once.
fn draws(kiosk: &Asker, round: usize) -> anyhow::Result<f64> {
    let since = Instant::now();
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| {
            let kiosk = kiosk.clone();
            std::thread::spawn(move || -> anyhow::Result<()> {
                for draw in 0..DRAWS_PER_CALLER {
                    kiosk.draw(&format!("bench-{round}-{caller}-{draw}"), "reisepass")?;
                }
                Ok(())
            })
        })
        .collect();
    for caller in callers {
        caller.join().expect("no caller panics")?;
    }
    Ok((CALLERS * DRAWS_PER_CALLER) as f64 / since.elapsed().as_secs_f64())
}
