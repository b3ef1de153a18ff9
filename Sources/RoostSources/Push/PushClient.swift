import RoostModel

/// What comes from a git client: first what git is given, then nothing but that it still waits.
actor PushClient {
  private let input: @Sendable () async throws -> GitWord?
  private var isGone = false
  private let said: AsyncStream<Never>
  private let saying: AsyncStream<Never>.Continuation

  init(input: @escaping @Sendable () async throws -> GitWord?) {
    self.input = input
    (said, saying) = AsyncStream.makeStream(of: Never.self)
  }

  /// For git; `nil` at the end of what it is sent. Who is called off because git has ended has learned nothing of the client.
  func next() async throws -> [UInt8]? {
    do {
      switch try await input() {
      case .bytes(let bytes): return bytes
      case .end: break
      case nil where Task.isCancelled: return nil
      case nil: isGone = true
      }
    } catch {
      if Task.isCancelled { throw error }
      isGone = true
      saying.finish()
      throw error
    }
    saying.finish()
    return nil
  }

  /// Returns when the client is gone, or the caller is cancelled.
  func left() async {
    for await _ in said {}
    while !isGone, !Task.isCancelled { await listen() }
  }

  private func listen() async {
    do { if try await input() == nil { isGone = true } } catch { isGone = true }
  }
}
