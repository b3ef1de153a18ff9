import RoostModel

/// Work that is under way, as it has been told so far.
struct ProgressList {
  let events: [ProgressEvent]

  var html: HTML {
    Tag.ol(.id("progress"), .class("steps"), Attribute("aria-live", "polite")) {
      for event in events { ProgressList.step(event) }
    }
  }

  static func step(_ event: ProgressEvent) -> HTML {
    switch event {
    case .stage(let name, let detail):
      Tag.li(.class("stage")) {
        Tag.strong { name }
        Tag.span { detail }
      }
    case .transfer(let name, let done, let total):
      Tag.li(.class("transfer"), .id("transfer-\(name)")) {
        Tag.strong { name }
        Tag.progress(total.map { Attribute("max", String($0.bytes)) }, .value(String(done.bytes)), .label(name))
        Tag.span { total.map { "\(done) of \($0)" } ?? "\(done)" }
      }
    case .output(let text): Tag.li(.class("output")) { Tag.code { TerminalText.html(text) } }
    case .warning(let text): Tag.li(.class("warning")) { text }
    case .finished(let name, let seconds):
      Tag.li(.class("done")) {
        Tag.strong { name }
        Tag.span { "\(NumberText.short(seconds)) s" }
      }
    }
  }
}
