package import RoostModel

/// An app's output: searched, by release, followed while the page is open.
package struct AppLogsPage: AppScopedPage {
  package let app: AppSummary
  var lines: [LogLine]
  var filter: LogFilter
  var releases: [Int]
  var isBuild: Bool

  package init(app: AppSummary, lines: [LogLine], filter: LogFilter = LogFilter(), releases: [Int] = [], isBuild: Bool = false) {
    self.app = app
    self.lines = lines
    self.filter = filter
    self.releases = releases
    self.isBuild = isBuild
  }

  package var tab: AppTab { .logs }
  /// What is searched for stands still.
  package var freshness: Freshness { filter.looksAtLines || isBuild ? .still : .output(app.name) }

  package func body(_ frame: Frame) -> HTML {
    tools
    if lines.isEmpty { nothing } else { LogView(lines: lines).html }
  }

  private var tools: HTML {
    Tag.form(.class("tools"), .method("get"), Attribute("role", "search")) {
      VoidTag.input(
        .type("search"), .name("grep"), filter.text.map { .value($0) }, Attribute("placeholder", "Find in the output"),
        .label("Find in the output"), Attribute("data-key", "/"))
      Tag.label {
        VoidTag.input(.type("checkbox"), .name("ignore-case"), .value("true"), .flag("checked", filter.ignoresCase))
        "Any case"
      }
      Tag.select(.name("since"), .label("Since")) {
        for (value, title) in [
          ("", "All that is kept"), ("15m", "15 minutes"), ("1h", "An hour"), ("24h", "A day"), ("7d", "A week"),
        ] {
          Tag.option(.value(value)) { title }
        }
      }
      if !releases.isEmpty { releaseChoice }
      Tag.label {
        VoidTag.input(.type("checkbox"), .name("build"), .value("true"), .flag("checked", isBuild))
        "Builds"
      }
      Tag.button { "Show" }
      Tag.label(.class("follow scripted")) {
        VoidTag.input(.type("checkbox"), .id("follow"), .flag("checked"))
        "Follow"
      }
      Tag.button(.type("button"), .class("copy"), Attribute("data-copy-from", "log")) { "Copy" }
    }
  }

  private var releaseChoice: HTML {
    Tag.select(.name("release"), .label("Release")) {
      Tag.option(.value("")) { "Every release" }
      for release in releases {
        Tag.option(.value("\(release)"), .flag("selected", filter.release == release)) { "Release \(release)" }
      }
    }
  }

  @HTMLBuilder private var nothing: HTML {
    if filter.looksAtLines {
      EmptyState("No line fits") {
        Tag.p { "Nothing that is kept has it. Look for less, or further back." }
        Tag.a(.class("button"), .href(.app(app.name, .logs))) { "Show everything" }
      }.html
    } else {
      EmptyState("It has not said anything yet") {
        Tag.p { "What the app writes to its output and its error output is kept and shown here, as it comes." }
        Command("roost logs \(app.name) --follow").html
      }.html
    }
  }
}
