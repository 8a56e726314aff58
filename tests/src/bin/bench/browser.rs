//! A clerk's request as a browser sends it: headers and body in one piece, over a connection that
//! stays open. What a general client adds of its own would count as the hub's time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::Context;
use town_hall::asker::Asker;
use town_hall::town::Office;
use wire::http::{CallNext, DeskTicket, IDEMPOTENCY_KEY, path};

pub struct Browser {
    connection: BufReader<TcpStream>,
    host: String,
    cookie: String,
}

impl Browser {
    pub fn of(clerk: &Asker, office: &Office) -> anyhow::Result<Browser> {
        let host = office.url().trim_start_matches("http://").to_owned();
        let connection = TcpStream::connect(&host)?;
        connection.set_nodelay(true)?;
        let cookie = clerk.cookie().context("a clerk is logged in")?;
        Ok(Browser { connection: BufReader::new(connection), host, cookie })
    }

    /// Presses "next". The answer is read by `answer`.
    pub fn press_next(&mut self, key: &str, counter: &str) -> anyhow::Result<()> {
        let body = serde_json::to_string(&CallNext { counter: counter.into(), except: vec![] })?;
        let request = format!(
            "POST {} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n{IDEMPOTENCY_KEY}: {key}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            path::DESK_CALL_NEXT,
            self.host,
            self.cookie,
            body.len()
        );
        self.connection.get_mut().write_all(request.as_bytes())?;
        Ok(())
    }

    pub fn answer(&mut self) -> anyhow::Result<DeskTicket> {
        let mut line = String::new();
        let mut length = None;
        self.connection.read_line(&mut line)?;
        anyhow::ensure!(line.starts_with("HTTP/1.1 200"), "the hub answered {line}");
        while line.trim() != "" {
            line.clear();
            self.connection.read_line(&mut line)?;
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse::<usize>()?);
            }
        }
        let mut body = vec![0; length.context("an answer has a length")?];
        self.connection.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }
}
