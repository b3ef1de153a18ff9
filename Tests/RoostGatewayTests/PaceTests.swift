import RoostModel
import Testing

@testable import RoostGateway

@Suite struct PaceTests {
  private static let second: UInt64 = 1_000_000_000

  /// How many of `times` pass.
  private func passed(_ pace: Pace, at times: [UInt64]) -> Int {
    var full: UInt64 = 0
    return times.count { time in
      guard case .pass(let next) = pace.step(full, at: time) else { return false }
      full = next
      return true
    }
  }

  @Test func aBurstPassesAndThenTheRate() {
    let pace = Pace(RequestRate(requests: 10, seconds: 1), burst: 5)
    #expect(passed(pace, at: Array(repeating: Self.second, count: 100)) == 5)
    // Ten seconds of a request each millisecond.
    #expect((104...106).contains(passed(pace, at: (0..<10_000).map { Self.second + $0 * 1_000_000 })))
  }

  @Test func aRefusalSaysHowLong() {
    let pace = Pace(RequestRate(requests: 1, seconds: 60), burst: 1)
    #expect(pace.step(0, at: Self.second) == .pass(61 * Self.second))
    #expect(pace.step(61 * Self.second, at: 2 * Self.second) == .wait(59 * Self.second))
    #expect(pace.step(61 * Self.second, at: 61 * Self.second) == .pass(121 * Self.second))
  }

  /// From several threads at once no more pass than one would get through.
  @Test func aBucketIsSharedWithoutALock() async {
    let bucket = TokenBucket(Pace(RequestRate(requests: 1, seconds: 3600), burst: 1000))
    let passed = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 { group.addTask { (0..<1000).count { _ in bucket.take(at: Self.second) == nil } } }
      return await group.reduce(0, +)
    }
    #expect(passed == 1000)
  }

  @Test func aFloodOfAddressesFreesNobodyAndGrowsNothing() {
    let buckets = ClientBuckets(Pace(RequestRate(requests: 1, seconds: 3600), burst: 3), capacity: 64)
    let greedy = ClientKey(IPAddress("192.0.2.1"))
    for _ in 0..<3 { #expect(buckets.take(greedy, at: Self.second) == nil) }
    #expect(buckets.take(greedy, at: Self.second) != nil)
    for number in 0..<10_000 {
      #expect(buckets.take(ClientKey(IPAddress("10.0.\(number / 250).\(number % 250)")), at: Self.second) == nil)
    }
    #expect(buckets.take(greedy, at: Self.second) != nil)
  }

  @Test func addressesOfOneClientAreOne() {
    #expect(ClientKey(IPAddress("2001:db8:1:2::1")) == ClientKey(IPAddress("2001:db8:1:2:ffff::9")))
    #expect(ClientKey(IPAddress("2001:db8:1:2::1")) != ClientKey(IPAddress("2001:db8:1:3::1")))
    #expect(ClientKey(IPAddress("::ffff:192.0.2.1")) == ClientKey(IPAddress("192.0.2.1")))
    #expect(ClientKey(IPAddress("192.0.2.1")) != ClientKey(IPAddress("192.0.2.2")))
    #expect(ClientKey(IPAddress("fe80::1%eth0")) == ClientKey(IPAddress("fe80::2")))
    #expect(ClientKey(IPAddress("unknown")) == ClientKey(IPAddress("")))
  }

  @Test(arguments: [("100/s", 100, 1), ("30/m", 30, 60), ("500/h", 500, 3600)])
  func aRateReadsAsItIsWritten(text: String, requests: Int, seconds: Int) {
    #expect(RequestRate(text) == RequestRate(requests: requests, seconds: seconds))
    #expect(RequestRate(text)?.description == text)
  }

  @Test(arguments: ["", "100", "/s", "0/s", "-1/s", "+1/s", "1.5/s", "100/d", "100/s/s", "9999999/s", " 1/s"])
  func whatIsNoRate(text: String) { #expect(RequestRate(text) == nil) }
}
