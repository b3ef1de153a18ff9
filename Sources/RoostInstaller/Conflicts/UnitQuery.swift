import RoostModel
import RoostSystem

/// Asks systemd about units.
struct UnitQuery: Sendable {
  var tool = "systemctl"

  /// Those that run or start with the machine. A unit that does not exist does neither.
  func found(_ units: [String]) async throws(Problem) -> [FoundService] {
    guard !units.isEmpty else { return [] }
    var command = ExternalCommand(tool, ["show", "--property=Id,ActiveState,UnitFileState", "--"] + units.map(Self.full))
    command.timeout = .seconds(20)
    return Self.services(in: try await command.succeed().standardOutput)
  }

  /// One block of `Name=value` a unit, with an empty line between.
  static func services(in output: String) -> [FoundService] {
    output.split(separator: "\n\n").compactMap { block in
      var values: [Substring: Substring] = [:]
      for line in block.split(separator: "\n") {
        if let sign = line.firstIndex(of: "=") { values[line[..<sign]] = line[line.index(after: sign)...] }
      }
      let isActive = ["active", "activating", "reloading"].contains(values["ActiveState"])
      let isEnabled = ["enabled", "enabled-runtime"].contains(values["UnitFileState"])
      guard let id = values["Id"], isActive || isEnabled else { return nil }
      return FoundService(unit: String(id), isActive: isActive, isEnabled: isEnabled)
    }
  }

  private static func full(_ unit: String) -> String { unit.contains(".") ? unit : unit + ".service" }
}
