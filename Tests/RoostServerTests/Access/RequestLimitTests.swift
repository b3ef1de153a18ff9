import HTTPTypes
import RoostModel
import Testing

@testable import RoostServer

@Suite struct RequestLimitTests {
  private let allowance = RequestAllowance(name: "reads", burst: 3, rate: 2)

  @Test func aBucketEmptiesAndFillsAgain() {
    var bucket = RequestBucket(allowance, at: 0)
    for _ in 1...3 { #expect(bucket.take(allowance, at: 0) == nil) }
    #expect(bucket.take(allowance, at: 0) == 0.5)
    #expect(bucket.take(allowance, at: 0.5) == nil)
    #expect(bucket.take(allowance, at: 0.5) == 0.5)
    // However long nobody asks, no more than a burst is saved.
    bucket.fill(allowance, at: 1000)
    #expect(bucket.left == 3)
    // A clock that goes back gives nothing.
    bucket.fill(allowance, at: 10)
    #expect(bucket.take(allowance, at: 10) == nil && bucket.left == 2)
  }

  @Test func oneActorsHasteIsNotAnothers() {
    let limit = RequestLimit()
    for _ in 1...3 { #expect(limit.take("token:1", allowance, at: 0).wait == nil) }
    #expect(limit.take("token:1", allowance, at: 0).wait != nil)
    #expect(limit.take("token:2", allowance, at: 0) == (nil, 2))
    #expect(limit.take("token:1", RequestAllowance(name: "changes", burst: 1, rate: 1), at: 0).wait == nil)
  }

  @Test func manyAddressesTakeNoMoreThanSoMuchMemory() {
    let limit = RequestLimit()
    for number in 0..<(3 * RequestLimit.mostKept) { _ = limit.take("address:\(number)", .reads, at: Double(number)) }
    #expect(limit.count <= RequestLimit.mostKept)
  }

  @Test func whoAsksTooOftenIsToldHowLongToWait() async throws {
    let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .admin)
    let router = AskedRouter(actor)
    let first = try await router.ask(.post, "apps/shop/stop")
    #expect(first.fields[HTTPField.Name("RateLimit-Policy")!] == #""changes";q=1000;w=10"#)
    #expect(first.fields[HTTPField.Name("RateLimit")!] == #""changes";r=999"#)
    var last = first
    for _ in 1...20_000 where last.status != 429 { last = try await router.ask(.post, "apps/shop/stop") }
    #expect(last.status == 429 && last.code == "rate.limited" && last.fields[.retryAfter] == "1")
    #expect(try await router.ask(.get, "session").status == 200)
  }
}
