import RoostModel

/// How something is: a word, and by its class a shape and a colour.
struct StateBadge {
  let kind: String
  let word: String

  init(_ kind: String, _ word: String) {
    self.kind = kind
    self.word = word
  }

  init(_ state: AppState) {
    self.init(state == .runtimeMissing ? "missing" : state.rawValue, StateBadge.word(state))
  }

  init(_ app: AppSummary) {
    guard app.maintenance != nil, app.state == .running else {
      self.init(app.state)
      return
    }
    self.init("closed", "Closed")
  }

  init(_ state: EnvironmentState) {
    let kind =
      switch state {
      case .ready: "running"
      case .created, .booting, .destroying: "starting"
      case .paused: "sleeping"
      case .destroyed, .ended: "stopped"
      case .lost: "error"
      }
    self.init(kind, state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst())
  }

  init(_ state: DeploymentSummary.State) {
    let kind =
      switch state {
      case .queued, .running: "starting"
      case .succeeded: "running"
      case .failed, .interrupted: "error"
      case .cancelled, .superseded: "stopped"
      case .rolledBack: "closed"
      }
    self.init(kind, state == .rolledBack ? "Rolled back" : state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst())
  }

  init(_ state: ReleaseSummary.State) {
    switch state {
    case .pending: self.init("starting", "Pending")
    case .live: self.init("running", "Live")
    case .retired: self.init("stopped", "Retired")
    case .failed: self.init("error", "Failed")
    }
  }

  var html: HTML { Tag.span(.class("state \(kind)")) { word } }

  private static func word(_ state: AppState) -> String {
    switch state {
    case .stopped: "Stopped"
    case .starting: "Starting"
    case .running: "Running"
    case .sleeping: "Sleeping"
    case .error: "Error"
    case .runtimeMissing: "Runtime missing"
    }
  }
}
