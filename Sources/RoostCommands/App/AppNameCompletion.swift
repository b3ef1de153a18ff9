import ArgumentParser
import RoostClient
import RoostModel

/// The names of apps for the shell's completion. A daemon that is not there, or slow, completes nothing.
enum AppNameCompletion {
  static let patience = Duration.milliseconds(400)

  static var kind: CompletionKind { .custom { (words: [String], _: Int, _: String) async in await names(words) } }

  private static func names(_ words: [String]) async -> [String] {
    await withTaskGroup(of: [String].self) { group in
      group.addTask { await asked(home: option("--home", in: words)) }
      group.addTask {
        try? await Task.sleep(for: patience)
        return []
      }
      defer { group.cancelAll() }
      return await group.next() ?? []
    }
  }

  private static func asked(home: String?) async -> [String] {
    do throws(Problem) {
      let socket = try Surroundings.current().home(option: home).socket
      return try await DaemonClient.with(socket: socket) { (daemon) async throws(Problem) in
        try await daemon.apps().map(\.name.text)
      }
    } catch {
      // A completion has nowhere to say what went wrong; the command itself will.
      return []
    }
  }

  private static func option(_ name: String, in words: [String]) -> String? {
    words.firstIndex(of: name).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
  }
}
