import ArgumentParser
import RoostClient
import RoostModel

/// The names of apps for the shell's completion. A daemon that is not there, or slow, completes nothing.
enum AppNameCompletion {
  static var kind: CompletionKind {
    .custom { (words: [String], _: Int, _: String) async in
      await DaemonNames.ask(words) { (daemon) async throws(Problem) in try await daemon.apps().map(\.name.text) }
    }
  }
}
