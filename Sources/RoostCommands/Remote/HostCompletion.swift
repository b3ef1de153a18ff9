import ArgumentParser
import RoostClient
import RoostModel

/// The names of machines for the shell's completion.
enum HostCompletion {
  static var kind: CompletionKind {
    .custom { (_: [String], _: Int, _: String) async in
      // A completion has nowhere to say what went wrong; the command itself will.
      let hosts = try? HostFile(.current()).hosts()
      return [HostChoice.here] + (hosts ?? []).map(\.name)
    }
  }
}
