//! The four ports of the demo, all on 127.0.0.1.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use crate::failure::{Failure, Outcome};

/// Where each part listens.
#[derive(clap::Args)]
pub(super) struct Ports {
    /// Where the service listens
    #[arg(long = "port", value_name = "PORT", default_value_t = 8787)]
    pub(super) service: u16,
    /// Where the demo shop listens
    #[arg(long = "shop-port", value_name = "PORT", default_value_t = 8788)]
    pub(super) shop: u16,
    /// Where the mailbox shows its mails
    #[arg(long = "mail-port", value_name = "PORT", default_value_t = 1080)]
    pub(super) mailbox: u16,
    /// Where the mailbox receives mails over SMTP
    #[arg(long = "smtp-port", value_name = "PORT", default_value_t = 1025)]
    pub(super) smtp: u16,
}

impl Ports {
    /// Whether all four can be had.
    ///
    /// # Errors
    /// Names the first one that cannot, and the option to choose another.
    pub(super) fn are_free(&self) -> Outcome<()> {
        let all = self.with_options();
        for (at, (port, option)) in all.iter().enumerate() {
            if let Some((_, other)) = all[..at].iter().find(|(earlier, _)| earlier == port) {
                return Err(Failure::new(format!(
                    "{other} and {option} are both {port}: give each a port of its own."
                )));
            }
            is_free(*port, option)?;
        }
        Ok(())
    }

    /// `http://127.0.0.1:8787`
    pub(super) fn service_origin(&self) -> String {
        origin(self.service)
    }

    /// `http://127.0.0.1:8788`
    pub(super) fn shop_origin(&self) -> String {
        origin(self.shop)
    }

    /// `http://127.0.0.1:1080`
    pub(super) fn mailbox(&self) -> String {
        origin(self.mailbox)
    }

    fn with_options(&self) -> [(u16, &'static str); 4] {
        [
            (self.service, "--port"),
            (self.shop, "--shop-port"),
            (self.mailbox, "--mail-port"),
            (self.smtp, "--smtp-port"),
        ]
    }
}

fn origin(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn is_free(port: u16, option: &str) -> Outcome<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::new(format!(
            "Port {port} is taken by another program: end that one, or choose another port with \
             {option}."
        ))),
        Err(error) => Err(Failure::new(format!(
            "Port {port} cannot be used ({error}): choose another one with {option}."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_option_that_chooses_another() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = is_free(port, "--shop-port").unwrap_err().to_string();
        assert!(failure.contains(&port.to_string()) && failure.contains("--shop-port"));
    }

    #[test]
    fn two_parts_cannot_share_a_port() {
        let ports = Ports { service: 65_011, shop: 65_011, mailbox: 65_012, smtp: 65_013 };
        let failure = ports.are_free().unwrap_err().to_string();
        assert!(failure.starts_with("--port and --shop-port are both 65011"), "{failure}");
    }
}
