package import RoostModel

/// An app's output: searched, by release, level and stream, followed while the page is open.
package struct AppLogsPage: AppScopedPage {
  package let app: AppSummary
  var lines: [LogLine]
  var filter: LogFilter
  var releases: [Int]
  var isBuild: Bool
  /// What was asked for, as it was written; chooses the same again.
  var since: String?

  package init(
    app: AppSummary, lines: [LogLine], filter: LogFilter = LogFilter(), releases: [Int] = [], isBuild: Bool = false,
    since: String? = nil
  ) {
    self.app = app
    self.lines = lines
    self.filter = filter
    self.releases = releases
    self.isBuild = isBuild
    self.since = since
  }

  package var tab: AppTab { .logs }
  /// Its lines come on a way of their own.
  package var freshness: Freshness { .still }
  package var modules: [String] { ["logs"] }

  package func body(_ frame: Frame) -> HTML {
    search
    if lines.isEmpty { nothing }
    // What comes later is shown as it comes; a search says that there is nothing.
    if !lines.isEmpty || !(filter.looksAtLines || isBuild) {
      tools
      LogView(lines: lines, source: "/apps/\(app.name)/logs/lines?\(query)").html
    }
  }

  /// What is shown, as a query.
  private var query: String {
    var fields: [(String, String?)] = [
      ("grep", filter.text), ("since", since), ("release", filter.release.map(String.init)), ("level", filter.level?.rawValue),
      ("stream", filter.channel.flatMap(LogStream.init)?.rawValue),
    ]
    fields.append(("ignore-case", filter.ignoresCase ? "true" : nil))
    fields.append(("build", isBuild ? "true" : nil))
    return fields.compactMap { name, value in value.map { "\(name)=\(PathSegment.encode($0))" } }.joined(separator: "&")
  }

  private var search: HTML {
    Tag.form(.class("tools"), .method("get"), Attribute("role", "search")) {
      VoidTag.input(
        .type("search"), .name("grep"), filter.text.map { .value($0) }, Attribute("placeholder", "Find in the output"),
        .label("Find in the output"), Attribute("data-key", "/"))
      Tag.label {
        VoidTag.input(.type("checkbox"), .name("ignore-case"), .value("true"), .flag("checked", filter.ignoresCase))
        "Any case"
      }
      choice("level", "Level", filter.level?.rawValue, AppLogsPage.levels)
      choice("stream", "Stream", filter.channel.flatMap(LogStream.init)?.rawValue, AppLogsPage.streams)
      choice("since", "Since", since, AppLogsPage.times)
      if !releases.isEmpty {
        choice(
          "release", "Release", filter.release.map(String.init),
          [("", "Every release")] + releases.map { ("\($0)", "Release \($0)") })
      }
      Tag.label {
        VoidTag.input(.type("checkbox"), .name("build"), .value("true"), .flag("checked", isBuild))
        "Builds"
      }
      Tag.button { "Show" }
    }
  }

  private static let levels = [
    ("", "Every level"), ("error", "Errors"), ("warning", "Warnings and worse"), ("info", "Information and worse"),
    ("debug", "All that name a level"),
  ]
  private static let streams = [("", "Both streams"), ("out", "Output"), ("err", "Error output")]
  private static let times = [
    ("", "All that is kept"), ("15m", "15 minutes"), ("1h", "An hour"), ("24h", "A day"), ("7d", "A week"),
  ]

  private func choice(_ name: String, _ label: String, _ chosen: String?, _ values: [(String, String)]) -> HTML {
    Tag.select(.name(name), .label(label)) {
      for (value, title) in values { Tag.option(.value(value), .flag("selected", value == chosen ?? "")) { title } }
    }
  }

  private var tools: HTML {
    Tag.div(.class("tools")) {
      Tag.label(.class("follow scripted")) {
        VoidTag.input(.type("checkbox"), .id("follow"), .flag("checked"))
        "Follow"
      }
      Tag.span(.id("count"), .class("muted")) { NumberText.counted(lines.count, "line") }
      Tag.div(.class("actions")) {
        Tag.button(.type("button"), .id("older"), .class("scripted")) { "All that is kept" }
        Tag.button(.type("button"), .id("copy-log"), .class("scripted")) { "Copy" }
        Tag.a(.class("button"), Attribute("href", "/apps/\(app.name)/logs/text?\(query)"), Attribute("download", nil)) {
          "Download"
        }
      }
    }
  }

  @HTMLBuilder private var nothing: HTML {
    if filter.looksAtLines || isBuild {
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
