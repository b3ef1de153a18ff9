import RoostModel

/// What is written down about a named environment, so that the next daemon knows it.
struct KeptRecord: Codable, Sendable, Equatable {
  var name: EnvironmentName
  var spec: EnvironmentSpec
  /// Names of the layers of its stack; the image instead, for a container engine.
  var madeOf: [String]
  /// Seconds since 1970.
  var createdAt: Double
  var snapshot: EnvironmentName?
  var passedOver: [PassedOver] = []
  var isPaused = false
  /// Ports of this machine that lead inside.
  var ports: [PortMapping]?
  /// The newest processes, by number.
  var commands: [UInt32: StartedCommand] = [:]

  struct StartedCommand: Codable, Sendable, Equatable {
    var words: [String]
    /// Seconds since 1970.
    var at: Double
  }

  var target: StrategyTarget { spec.target ?? StrategyTarget(spec.strategy) }

  /// Of a command line so much is remembered, and so many of them.
  private static let longestCommand = 512
  private static let mostCommands = 256

  mutating func started(_ number: ProcessNumber, _ command: [String], at time: Double) {
    var room = KeptRecord.longestCommand
    var words: [String] = []
    for word in command where room > 0 {
      words.append(String(word.prefix(room)))
      room -= word.count + 1
    }
    commands[number.rawValue] = StartedCommand(words: words, at: time)
    if commands.count > KeptRecord.mostCommands, let oldest = commands.keys.min() { commands[oldest] = nil }
  }
}
