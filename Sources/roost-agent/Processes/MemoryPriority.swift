import Glibc

/// Makes the kernel take the processes of a sandbox before their agent when memory runs out.
///
/// A process inherits the score of its parent, so the agent takes the higher one while it starts a process and goes
/// back to its own after. It may, because nobody with more rights ever raised it.
struct MemoryPriority {
  private static let difference = 300
  private static let maximum = 1000

  private let score: Descriptor?
  private let own: [UInt8]
  private let theirs: [UInt8]

  init(_ score: Descriptor?) {
    let text = (try? score?.read(16, at: 0)) ?? []
    let value = Int(String(decoding: text.filter { $0 > 32 }, as: UTF8.self))
    self.score = value == nil ? nil : score
    own = Array("\(value ?? 0)".utf8)
    theirs = Array("\(min((value ?? 0) + MemoryPriority.difference, MemoryPriority.maximum))".utf8)
  }

  func raised<Result>(_ body: () -> Result) -> Result {
    set(theirs)
    defer { set(own) }
    return body()
  }

  /// A refusal leaves the score as it is, which is no reason not to start a process.
  private func set(_ value: [UInt8]) {
    if let score { _ = pwrite(score.number, value, value.count, 0) }
  }
}
