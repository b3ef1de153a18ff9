import RoostClient
import RoostModel

/// Names that only the daemon knows, for the shell's completion: quickly or not at all.
enum DaemonNames {
  static let patience = Duration.milliseconds(400)

  static func ask(
    _ words: [String], _ question: @escaping @Sendable (DaemonClient) async throws(Problem) -> [String]
  ) async -> [String] {
    await withTaskGroup(of: [String].self) { group in
      group.addTask { await asked(words, question) }
      group.addTask {
        try? await Task.sleep(for: patience)
        return []
      }
      defer { group.cancelAll() }
      return await group.next() ?? []
    }
  }

  private static func asked(
    _ words: [String], _ question: @escaping @Sendable (DaemonClient) async throws(Problem) -> [String]
  ) async -> [String] {
    do throws(Problem) {
      let choice = HostChoice(host: option("--host", in: words), home: option("--home", in: words), surroundings: .current())
      return try await DaemonClient.with(try choice.place, question)
    } catch {
      // A completion has nowhere to say what went wrong; the command itself will.
      return []
    }
  }

  private static func option(_ name: String, in words: [String]) -> String? {
    words.firstIndex(of: name).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
  }
}
