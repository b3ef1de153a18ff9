import RoostModel

/// Output, line by line, in blocks that a browser lays out only while they are seen.
struct LogView {
  static let block = 200

  let lines: [LogLine]

  var html: HTML {
    Tag.div(.id("log"), .class("log"), Attribute("role", "log"), Attribute("tabindex", 0), .label("Output")) {
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
