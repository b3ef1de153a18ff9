import RoostModel
import Testing

@Suite struct LoginThrottleTests {
  @Test func fiveWrongOnesAreFreeThenTheWaitDoubles() {
    var throttle = LoginThrottle()
    for _ in 0..<5 { #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 100) == 0) }
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 100) == 1)
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 101) == 0)
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 101) == 2)
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 103) == 0)
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 103) == 4)
  }

  @Test func aRightOneClearsIt() {
    var throttle = LoginThrottle()
    for _ in 0..<4 { _ = throttle.attempt(name: "ada", address: "192.0.2.1", now: 0) }
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 0) == 0)
    throttle.succeeded(name: "ada", address: "192.0.2.1")
    for _ in 0..<5 { #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 0) == 0) }
  }

  @Test func manyNamesFromOneAddressAreNoWayAround() {
    var throttle = LoginThrottle()
    for number in 0..<20 { #expect(throttle.attempt(name: "user\(number)", address: "192.0.2.1", now: 0) == 0) }
    #expect(throttle.attempt(name: "another", address: "192.0.2.1", now: 0) > 0)
    #expect(throttle.attempt(name: "another", address: "192.0.2.2", now: 0) == 0)
  }

  @Test func manyAddressesAreNoWayAroundAndLockNobodyOutForLong() {
    var throttle = LoginThrottle()
    for number in 0..<50 { #expect(throttle.attempt(name: "ada", address: "192.0.2.\(number)", now: 0) == 0) }
    let wait = throttle.attempt(name: "ada", address: "198.51.100.1", now: 0)
    #expect(wait > 0 && wait <= 30)
  }

  @Test func theWaitHasAnEndAndIsForgotten() {
    var throttle = LoginThrottle()
    var now = 0.0
    for _ in 0..<40 {
      let wait = throttle.attempt(name: "ada", address: "192.0.2.1", now: now)
      #expect(wait <= 900)
      now += wait
    }
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: now + 4000) == 0)
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: now + 4000) == 0)
  }

  @Test func aClockThatIsSetBackMakesNobodyWaitLonger() {
    var throttle = LoginThrottle()
    for _ in 0..<6 { _ = throttle.attempt(name: "ada", address: "192.0.2.1", now: 1_000_000) }
    #expect(throttle.attempt(name: "ada", address: "192.0.2.1", now: 0) == 1)
    #expect(throttle.attempt(name: "eve", address: "192.0.2.1", now: 0) == 0)
  }

  @Test func oneNetworkOfVersion6IsOneAddress() {
    var throttle = LoginThrottle()
    for number in 0..<20 { #expect(throttle.attempt(name: "n\(number)", address: "2001:db8::\(number)", now: 0) == 0) }
    #expect(throttle.attempt(name: "another", address: "2001:db8::ffff", now: 0) > 0)
    #expect(throttle.attempt(name: "another", address: "2001:db8:0:1::1", now: 0) == 0)
  }

  /// Others of the machine come from there too, and so does everybody behind a tunnel.
  @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1"]) func nobodyIsLockedOutOfTheirOwnMachine(_ address: String) {
    var throttle = LoginThrottle()
    var now = 0.0
    for number in 0..<100 {
      let wait = throttle.attempt(name: "n\(number % 3)", address: address, now: now)
      #expect(wait <= 30)
      now += wait
    }
    _ = throttle.attempt(name: "ada", address: address, now: now)
    #expect(throttle.attempt(name: "ada", address: address, now: now) > 0)
  }

  @Test func whatIsKeptIsBounded() {
    var throttle = LoginThrottle()
    for number in 0..<30_000 {
      let address = "10.0.\(number >> 8).\(number & 255)"
      _ = throttle.attempt(name: "n\(number)", address: address, now: Double(number) / 1000)
    }
    #expect(throttle.kept <= 10_003)
  }
}
