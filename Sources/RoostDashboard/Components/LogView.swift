package import RoostModel

/// Output, line by line, in blocks that a browser lays out only while they are seen.
struct LogView {
  static let block = 200

  let lines: [LogLine]
  /// Where a script gets rows from as they come.
  var source: String?

  var html: HTML {
    Tag.div(
      .id("log"), .class("log"), Attribute("role", "log"), Attribute("tabindex", 0), .label("Output"),
      source.map { Attribute("data-lines", $0) }
    ) {
      for start in stride(from: 0, to: lines.count, by: LogView.block) {
        Tag.div(.class("block")) {
          for line in lines[start..<min(start + LogView.block, lines.count)] { LogView.line(line) }
        }
      }
    }
  }

  static func line(_ line: LogLine) -> HTML {
    Tag.div(line.channel == .standardError ? .class("err") : nil) {
      Tag.time(.hover(Moment.exact(line.at))) { Moment.clock(line.at) }
      if line.gap { Tag.small { "older output was dropped" } }
      Tag.span { TerminalText.html(line.text) }
    }
  }
}

/// A row of output as it comes: the same markup as in a page.
package struct LogRow: Codable, Sendable, Equatable {
  package let html: String
  /// Where to go on after it.
  package let next: LogPosition

  package init(_ line: LogLine) {
    html = String(decoding: LogView.line(line).bytes, as: UTF8.self)
    next = line.next
  }

  package init(from decoder: any Decoder) throws {
    html = try decoder.singleValueContainer().decode(String.self)
    next = LogPosition(run: 0, offset: 0)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(html)
  }
}
