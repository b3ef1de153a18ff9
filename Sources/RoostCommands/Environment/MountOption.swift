import ArgumentParser
import RoostModel

/// `DIR`, `DIR:TARGET`, `DIR:ro` or `DIR:TARGET:ro`. Without a target the directory appears at its own path.
struct MountOption: ExpressibleByArgument, Equatable {
  let source: String
  let target: String?
  let readOnly: Bool

  init?(argument: String) {
    var parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    readOnly = parts.count > 1 && parts.last == "ro"
    if readOnly { parts.removeLast() }
    guard (1...2).contains(parts.count), let first = parts.first, !first.isEmpty else { return nil }
    source = first
    target = parts.count == 2 ? parts[1] : nil
    if let target, !target.hasPrefix("/") { return nil }
  }

  func mount() throws(Problem) -> BindMount {
    let directory = try place()
    return BindMount(source: directory, target: target ?? directory, readOnly: readOnly)
  }

  private func place() throws(Problem) -> String {
    do throws(Problem) {
      return try ProjectDirectory.absolute(source)
    } catch {
      throw Problem(
        .usageInvalid, "\(source.debugDescription) cannot be mounted: there is no such directory",
        hint: "make it first: mkdir -p \(source)", cause: error.cause)
    }
  }
}

extension PortMapping: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
