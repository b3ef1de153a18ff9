/// What all pages share: who looks, at which machine, when.
package struct Frame: Sendable {
  package enum Theme: String, Sendable, CaseIterable { case system, light, dark }

  /// The machine's name.
  package var node: String
  package var version: String
  /// nil before somebody is logged in.
  package var user: String?
  package var theme: Theme
  /// In seconds since 1970; times are said relative to it.
  package var now: Double
  /// The path that assets lie below; it changes when one of them does.
  package var assets: String
  /// Whether the page may ask to be told what changes.
  package var isLive: Bool

  package init(
    node: String, version: String, user: String?, theme: Theme = .system, now: Double, assets: String, isLive: Bool = false
  ) {
    self.node = node
    self.version = version
    self.user = user
    self.theme = theme
    self.now = now
    self.assets = assets
    self.isLive = isLive
  }
}

/// What makes the server look whether an open page changed.
package enum Freshness: Sendable, Equatable {
  case still
  /// Something of the machine or of an app changed, and every few seconds.
  case events
  /// Work goes on: every second.
  case work
}

/// One page: a value of what it shows, and its markup.
package protocol Page: Sendable {
  var title: String { get }
  /// nil for one that has no address of its own, as an error.
  var place: Place? { get }
  /// How it is kept up to date while it is open.
  var freshness: Freshness { get }
  /// Scripts of its own, beside those of all pages.
  var modules: [String] { get }
  /// What can be done here, beside the title.
  @HTMLBuilder func actions(_ frame: Frame) -> HTML
  @HTMLBuilder func content(_ frame: Frame) -> HTML
}

extension Page {
  package var freshness: Freshness { .still }
  package var modules: [String] { [] }
  package func actions(_ frame: Frame) -> HTML { HTML() }
}
