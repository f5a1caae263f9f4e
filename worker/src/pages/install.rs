//! How the widget gets into a website, for owners and for agencies.

use maud::{Markup, html};

use super::business::safe_url;
use super::shell::{Shell, footer};

/// What the page knows of this service.
#[derive(Clone, Debug)]
pub struct InstallView {
    /// The script tag.
    pub tag: String,
    /// How addresses of this service begin.
    pub host: String,
    /// Whether the tag names a site; else it has a stand-in.
    pub is_known: bool,
    /// Leads to setting up a website; none while nobody may.
    pub begin_url: Option<String>,
    /// Leads the owner to where websites are named, for a site that is known.
    pub looks_url: Option<String>,
}

/// The whole page.
pub fn install_page(view: &InstallView) -> Markup {
    let title = "Put Hearback on a website";
    let body = html! {
        main.page.page-slim.stack.s7 #main {
            div.stack.s5 {
                h1 { (title) }
                p.lead { "One line in the page is all it takes. It draws a button; the form loads when somebody reaches for it." }
            }
            @if !view.is_known { (begin(view.begin_url.as_deref())) }
            section.stack.s3 aria-labelledby="h-line" {
                h2 #h-line { "The line" }
                pre.tag-line tabindex="0" { code { (view.tag) } }
                @if !view.is_known {
                    p { "In place of " code { "your-site" } " stands the short name of the site. The desk has the whole line: “Settings”, then “Put it on your website”." }
                }
            }
            (systems())
            (policy(&view.host))
            (works(view.looks_url.as_deref()))
            section.stack.s3 aria-labelledby="h-out" {
                h2 #h-out { "Take it out again" }
                p { "Delete the line. The button is gone with the next visit, and nothing else of the page has changed. Messages that came stay at the desk." }
            }
        }
        (footer())
    };
    Shell { title, business: None, private: true }.desk_document(body)
}

fn begin(url: Option<&str>) -> Markup {
    html! {
        section.card.stack.s4 aria-labelledby="h-begin" {
            h2 #h-begin { "Is this service yours?" }
            @if let Some(url) = url.and_then(safe_url) {
                p { "Sign in with the address that stands as " code { "OWNER_EMAIL" } " in its configuration, answer six short questions, and you have the line for your website." }
                p { a.btn.btn-main.btn-wide href=(url) { "Set up a website" } }
            } @else {
                p { "To set up websites in the browser, put your address into " code { "wrangler.toml" } " and deploy once more:" }
                pre.tag-line tabindex="0" { code { "[vars]\nOWNER_EMAIL = \"you@example.com\"" } }
                p.small.quiet { "Or store a site from a file: " code { "cargo xtask site put FILE --remote" } }
            }
        }
    }
}

fn systems() -> Markup {
    let system = |name: &str, id: &str, way: &Markup| {
        html! {
            section.stack.s2 aria-labelledby=(id) { h3 id=(id) { (name) } p { (way) } }
        }
    };
    html! {
        section.stack.s5 aria-labelledby="h-where" {
            h2 #h-where { "Where it goes" }
            (system("WordPress", "h-wordpress", &html! { "With a plugin for header and footer code, such as WPCode: “Code Snippets”, “Header & Footer”, paste the line into “Footer”, save. On WordPress.com this needs a plan that allows plugins." }))
            (system("Wix", "h-wix", &html! { "“Settings”, “Custom code”, “Add custom code”: paste the line, choose “All pages” and “Body – end”, apply. It needs a plan with a domain of your own." }))
            (system("Squarespace", "h-squarespace", &html! { "“Settings”, “Advanced” or “Developer tools”, “Code injection”: paste the line into “Footer”, save. It needs a plan with code injection." }))
            (system("Shopify", "h-shopify", &html! { "“Online Store”, “Themes”, the three dots, “Edit code”: open " code { "theme.liquid" } ", paste the line before " code { "</body>" } ", save." }))
            (system("Plain HTML and everything else", "h-html", &html! { "Anywhere in the page, best before " code { "</body>" } ". A tag manager works too, as custom HTML on all pages." }))
        }
    }
}

fn policy(host: &str) -> Markup {
    html! {
        section.stack.s3 aria-labelledby="h-policy" {
            h2 #h-policy { "If the page has a content security policy" }
            p { "Most do not. Where there is one, it must allow:" }
            pre.tag-line tabindex="0" { code { "script-src " (host) " 'wasm-unsafe-eval'; connect-src " (host) } }
        }
    }
}

fn works(looks_url: Option<&str>) -> Markup {
    let websites = html! { "“Websites that may carry the widget”" };
    html! {
        section.stack.s3 aria-labelledby="h-works" {
            h2 #h-works { "See that it works" }
            p { "Open the page: the button stands at the lower edge. Tap it and send a line to yourself; the owner’s mail comes within seconds." }
            p {
                "The form says that it cannot load? Then the page’s address is missing among "
                @if let Some(url) = looks_url.and_then(safe_url) { a href=(url) { (websites) } }
                @else { (websites) }
                " in the settings. No button at all? Then the line is not in the page yet: look for "
                code { "widget.js" } " in its source, empty the cache of the website, and see whether a content security policy is in the way."
            }
        }
    }
}
