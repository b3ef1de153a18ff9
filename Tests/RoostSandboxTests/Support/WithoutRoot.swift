import RoostSystem
import StrategyConformance
import Testing

/// What every sandbox without root is held to, whoever builds it.
enum WithoutRoot {
  /// What takes root on this machine: limits, standing still, a way out.
  private static let missing = [
    "limits.memory", "limits.processes", "limits.processor", "limits.disk", "network.outbound", "network.allowed-alone",
    "network.neighbours-are-closed", "pause.stands-still", "pause.keeps-ports", "pause.again", "pause.events", "pause.destroy",
    "layers.snapshot", "layers.snapshot-refused",
  ]

  static func tookTheTour(_ result: CommandResult) {
    #expect(result.standardOutput == "ready\nport 3000\ndialed\nexit 5\ndestroyed\n", "\(result.standardError)")
  }

  static func behaves(_ result: CommandResult) {
    let lines = result.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("failed ") } == [])
    #expect(lines.filter { $0.hasPrefix("missing ") } == missing.map { "missing \($0)" })
    #expect(lines.last?.hasPrefix("done ") == true, "\(result.standardError.suffix(2000))")
  }
}
