//! The report in a real browser: headless Chromium opens it, walks it by keyboard, and takes pictures of it.

use headless_chrome::protocol::cdp::{Emulation, Page, Runtime, types::Event};
use headless_chrome::{Browser, LaunchOptions, Tab};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// Writes the report of the sample articles, with one more that attacks it.
fn report(folder: &Path) -> PathBuf {
    let hostile = folder.join("hostile.txt");
    std::fs::write(
        &hostile,
        "Journal : <script>window.attacked=1</script> (Hostile) Date : 1 May 2021 Author : \"><img src=x onerror=window.attacked=1> Page No. : NA\n\n\
         France condemned Germany's <script>window.attacked=1</script> decision. {{ 7*7 }} </template><script>window.attacked=1</script>\n",
    )
    .expect("the folder can be written");
    // Three versions of a figure, and tables to hold them against.
    for (name, outlet, figure) in
        [("p", "The Fjord Post", "7.7"), ("q", "Baltic Weekly", "7.9"), ("r", "Sund Daily", "7700")]
    {
        let text = format!(
            "Journal : {outlet} (English) Date : 12 October 2020 Author : NA Page No. : 3\n\n\
             According to customs, Norway's exports to Sweden amounted to ${figure} billion from January to September 2020, a year-on-year increase of 5 percent.\n"
        );
        std::fs::write(folder.join(format!("{name}.txt")), text).expect("the folder can be written");
    }
    let mut table = String::from("reporterCode,partnerCode,flowCode,cmdCode,period,primaryValue\n");
    for month in 1..=9 {
        table += &format!("579,752,X,TOTAL,2020{month:02},{}\n", 800_000_000 + month * 10_000_000);
        table += &format!("752,579,M,TOTAL,2020{month:02},{}\n", 830_000_000 + month * 11_000_000);
    }
    std::fs::write(folder.join("trade.csv"), table).expect("the folder can be written");
    let status = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(["import", "--quiet", "--vintage", "2021-03", "--status", "final", "--ledger"])
        .args([folder.join("ledger.db"), folder.join("trade.csv")])
        .status()
        .expect("the binary starts");
    assert!(status.success(), "import ends well: {status}");
    let report = folder.join("report.html");
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../texts");
    let status = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(["observe", "--quiet", "--ledger"])
        .arg(folder.join("ledger.db"))
        .arg("--report")
        .args([&report, &texts, &hostile])
        .args(["p", "q", "r"].map(|name| folder.join(format!("{name}.txt"))))
        .status()
        .expect("the binary starts");
    assert!(status.success(), "observe ends well: {status}");
    report
}

fn text(tab: &Tab, script: &str) -> String {
    let value = tab.evaluate(script, true).expect("the script runs").value.unwrap_or_default();
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn picture(tab: &Tab, name: &str, width: u32, height: u32, dark: bool) {
    let scheme = if dark { "dark" } else { "light" };
    tab.call_method(Emulation::SetEmulatedMedia {
        media: None,
        features: Some(vec![Emulation::MediaFeature { name: "prefers-color-scheme".into(), value: scheme.into() }]),
    })
    .expect("the colour scheme is set");
    tab.call_method(Emulation::SetDeviceMetricsOverride {
        width,
        height,
        device_scale_factor: 1.0,
        mobile: width < 600,
        scale: None,
        screen_width: None,
        screen_height: None,
        position_x: None,
        position_y: None,
        dont_set_visible_size: None,
        screen_orientation: None,
        viewport: None,
        display_feature: None,
        device_posture: None,
    })
    .expect("the size is set");
    let overflow = text(tab, "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assert_eq!(overflow, "0", "{name}: nothing sticks out to the side at {width} pixels");
    let png = tab
        .capture_screenshot(Page::CaptureScreenshotFormatOption::Png, None, None, true)
        .expect("the picture is taken");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
    std::fs::create_dir_all(&folder).expect("the folder is made");
    std::fs::write(folder.join(format!("{name}.png")), png).expect("the picture is written");
}

#[test]
fn the_report_opens_in_a_browser_and_answers_to_the_keyboard() {
    let Some(path) = chromium() else {
        eprintln!("skipped: no chromium on this machine (Debian: apt-get install chromium)");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let report = report(folder.path());
    let arguments: Vec<&OsStr> = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    .map(OsStr::new)
    .to_vec();
    let options = LaunchOptions::default_builder()
        .path(Some(path))
        .sandbox(false)
        .headless(true)
        .args(arguments)
        .idle_browser_timeout(Duration::from_secs(120))
        .build()
        .expect("the launch options are whole");
    let browser = Browser::new(options).expect("chromium starts");
    let tab = browser.new_tab().expect("a tab opens");
    let complaints = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&complaints);
    tab.enable_log().expect("the log is heard");
    tab.call_method(Runtime::Enable(None)).expect("exceptions are heard");
    tab.add_event_listener(Arc::new(move |event: &Event| {
        let line = match event {
            Event::LogEntryAdded(entry) => Some(entry.params.entry.text.clone()),
            Event::RuntimeExceptionThrown(thrown) => Some(thrown.params.exception_details.text.clone()),
            _ => None,
        };
        heard.lock().expect("no other holder panicked").extend(line);
    }))
    .expect("the listener is added");

    let address = format!("file://{}", report.display());
    tab.navigate_to(&address).expect("the report opens").wait_until_navigated().expect("it loads");
    assert_eq!(text(&tab, "document.querySelector('#overview h1').textContent"), "How states treat each other");
    assert_eq!(text(&tab, "String(window.attacked)"), "undefined", "the words of an article stay words");
    assert_eq!(text(&tab, "document.querySelectorAll('template script, #detail script').length"), "0");
    picture(&tab, "overview-light", 1200, 900, false);
    picture(&tab, "overview-dark", 1200, 900, true);
    picture(&tab, "overview-phone", 390, 844, true);

    let dyads: usize = text(&tab, "document.querySelectorAll('.dyads tbody tr').length").parse().expect("a number");
    assert!(dyads >= 5, "the samples are about several relationships, {dyads} are shown");
    tab.evaluate("document.querySelector('.dyads a').click()", false).expect("a relationship opens");
    tab.wait_for_element("#detail .pillars").expect("its pillars are shown");
    assert_eq!(text(&tab, "document.querySelectorAll('#detail .pillar').length"), "7");
    picture(&tab, "dyad-light", 1200, 900, false);
    picture(&tab, "dyad-phone", 390, 844, true);

    // Claims by verdict, and the page of one: sentence, arithmetic, reference row, other articles.
    tab.evaluate("location.hash = '#/claims'", false).expect("the claims open");
    tab.wait_for_element("#claims .claims li").expect("claims are listed");
    picture(&tab, "claims-light", 1200, 900, false);
    picture(&tab, "claims-dark", 1200, 900, true);
    picture(&tab, "claims-phone", 390, 844, true);
    tab.evaluate("document.querySelector('#claims a[href^=\"#/claim/\"]').click()", false).expect("a claim opens");
    tab.wait_for_element("#detail .working").expect("its working is shown");
    assert!(text(&tab, "document.querySelector('#detail .steps').textContent").len() > 10, "the working has steps");
    tab.evaluate(
        "[...document.querySelectorAll('#claims a')].find((link) => link.textContent.includes('7.7 billion')).click()",
        false,
    )
    .expect("the claim opens");
    let shown = "document.getElementById('detail').textContent";
    for part in ["9 of 9 months covered", "UN Comtrade, vintage 2021-03, final, counted by NOR", "Baltic Weekly"] {
        tab.wait_for_element("#detail .working").expect("its working is shown");
        assert!(text(&tab, shown).contains(part), "{part}: {}", text(&tab, shown));
    }
    picture(&tab, "claim-light", 1200, 900, false);
    picture(&tab, "claim-dark", 1200, 900, true);
    picture(&tab, "claim-phone", 390, 844, true);

    // By keyboard alone: Tab until a mark of the article has the focus, Enter opens what was found, Escape closes it.
    tab.evaluate("location.hash = document.querySelector('.articles a').getAttribute('href')", false)
        .expect("an article opens");
    tab.wait_for_element("#detail mark[role=button]").expect("its findings are marked");
    let mut steps = 0;
    while text(&tab, "document.activeElement.tagName") != "MARK" {
        tab.press_key("Tab").expect("Tab is pressed");
        steps += 1;
        assert!(steps < 40, "Tab reaches a mark");
    }
    tab.press_key("Enter").expect("Enter is pressed");
    assert_eq!(text(&tab, "document.getElementById('panel').open"), "true");
    assert!(text(&tab, "document.querySelector('#panel-body .rule').textContent").len() > 2, "the rule is named");
    picture(&tab, "article-light", 1200, 900, false);
    picture(&tab, "article-phone", 390, 844, true);
    tab.press_key("Escape").expect("Escape is pressed");
    assert_eq!(text(&tab, "document.getElementById('panel').open"), "false");

    let complaints = complaints.lock().expect("no other holder panicked");
    assert!(complaints.is_empty(), "the console stays silent: {complaints:?}");
}
