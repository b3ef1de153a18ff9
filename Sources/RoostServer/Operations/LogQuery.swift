package import RoostModel

/// Which part of an app's output a client wants.
package struct LogQuery: Sendable, Equatable {
  package var app: AppName
  /// `nil` is the one that serves.
  package var process: String?
  /// Goes on with new output until the client leaves; otherwise the stream ends with the present output.
  package var follows: Bool
  /// At most so many of the newest lines; `nil` is everything that is kept.
  package var tail: Int?
  /// Continues here, whatever `tail` says.
  package var from: LogPosition?
  package var filter: LogFilter
  /// What deployments said, not the app.
  package var build: BuildLogSelection?

  package init(
    app: AppName, process: String? = nil, follows: Bool = false, tail: Int? = nil, from: LogPosition? = nil,
    filter: LogFilter = LogFilter(), build: BuildLogSelection? = nil
  ) {
    self.app = app
    self.process = process
    self.follows = follows
    self.tail = tail
    self.from = from
    self.filter = filter
    self.build = build
  }
}
