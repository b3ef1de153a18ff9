import Foundation
import RoostModel
import RoostStore
import Testing

@testable import RoostDaemon

@Suite struct KnownTokensTests {
  private let known = KnownTokens()
  private let digest = [UInt8](repeating: 7, count: 32)

  private func record(_ digest: [UInt8]) throws -> TokenRecord {
    var record = TokenRecord(
      digest: digest, prefix: "roost_12", request: TokenRequest(name: try AccessName("ci"), scope: .read), now: 0,
      createdBy: "ada")
    record.id = 1
    return record
  }

  @Test func whatWasReadBeforeARevocationIsNotKept() throws {
    let (_, turn) = known.look(digest)
    known.forgetAll()
    known.keep(try record(digest), of: turn)
    #expect(known.look(digest).record == nil)
    known.keep(try record(digest), of: known.look(digest).turn)
    #expect(known.look(digest).record != nil)
    known.forgetAll()
    #expect(known.look(digest).record == nil)
  }

  @Test func ofManyUsesAtOnceOneIsWrittenDown() throws {
    let record = try record(digest)
    known.keep(record, of: known.look(digest).turn)
    #expect((0..<32).count { _ in known.use(record, now: 1000, step: 60) } == 1)
    #expect(!known.use(record, now: 1060, step: 60))
    #expect(known.use(record, now: 1061, step: 60))
    #expect(known.use(record, now: 500, step: 60), "the clock was set back")
  }

  @Test func strangersFillNothing() throws {
    for number in 0..<3000 {
      let digest = withUnsafeBytes(of: number.bigEndian) { Array($0) }
      known.keep(try record(digest), of: known.look(digest).turn)
    }
    let kept = (0..<3000).count { number in known.look(withUnsafeBytes(of: number.bigEndian) { Array($0) }).record != nil }
    #expect((1...1024).contains(kept))
  }
}
