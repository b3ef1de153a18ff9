import RoostClient
import RoostModel

/// Names that only the daemon knows, for the shell's completion: quickly or not at all.
enum DaemonNames {
  static let patience = Duration.milliseconds(400)

  static func ask(
    _ words: [String], _ question: @escaping @Sendable (DaemonClient) async throws(Problem) -> [String]
  ) async -> [String] {
    await withTaskGroup(of: [String].self) { group in
      group.addTask { await asked(home: option("--home", in: words), question) }
      group.addTask {
        try? await Task.sleep(for: patience)
        return []
      }
      defer { group.cancelAll() }
      return await group.next() ?? []
    }
  }

  private static func asked(
    home: String?, _ question: @escaping @Sendable (DaemonClient) async throws(Problem) -> [String]
  ) async -> [String] {
    do throws(Problem) {
      let socket = try Surroundings.current().home(option: home).socket
      return try await DaemonClient.with(socket: socket, question)
    } catch {
      // A completion has nowhere to say what went wrong; the command itself will.
      return []
    }
  }

  private static func option(_ name: String, in words: [String]) -> String? {
    words.firstIndex(of: name).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
  }
}
