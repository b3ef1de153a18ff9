import Foundation
import StrategyConformance

/// Which behaviours are tried in machines. All have passed there; those left out boot machines to see what others, or the
/// tests of the agent and of its client, see as well.
enum MachineCases {
  static let leftOut: Set<String> = [
    "dial.half-close", "dial.many", "dial.silent-server", "events.after-the-end", "events.every-subscriber", "files.remove",
    "isolation.one-ends-the-other-stays", "isolation.same-port", "isolation.processes", "isolation.stack-is-unharmed",
    "layers.seal-refused",
    "layers.snapshot-refused", "lifecycle.boots-once", "lifecycle.destroy-again", "lifecycle.destroy-while-booting",
    "lifecycle.discard", "lifecycle.grace-ends", "lifecycle.nothing-after-destroy", "lifecycle.known-until-destroyed",
    "limits.metrics", "network.neighbours-are-closed", "pause.again", "pause.destroy", "pause.events", "ports.all-addresses",
    "ports.close", "ports.many", "ports.tell-who-listens", "ports.version-6", "reattach.destroyed-by-the-next",
    "reattach.exit-unwatched", "reattach.input",
    "reattach.unknown", "output.fifty-megabytes", "upload.hundred-megabytes", "upload.ten-thousand",
    "process.orphans-die-with-environment",
  ]

  static let chosen: [ConformanceCase] = {
    if let names = ProcessInfo.processInfo.environment["ROOST_TEST_MACHINES"]?.split(separator: ",").map(String.init) {
      return ConformanceCase.all.filter { names.contains($0.name) }
    }
    if ProcessInfo.processInfo.environment["ROOST_TEST_ALL_MACHINES"] == "1" { return ConformanceCase.all }
    return ConformanceCase.all.filter { !leftOut.contains($0.name) }
  }()
}
