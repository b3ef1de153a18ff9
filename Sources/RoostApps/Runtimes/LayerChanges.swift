/// The word that layers came or went, for whoever looks after the apps. Several words are one.
struct LayerChanges: Sendable {
  let words: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (words, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

  func happened() { continuation.yield() }
  func finish() { continuation.finish() }
}
