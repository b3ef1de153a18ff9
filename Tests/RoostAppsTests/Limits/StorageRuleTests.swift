import RoostModel
import Testing

@testable import RoostApps

@Suite struct StorageRuleTests {
  private let limit = ByteCount.mebibytes(100)

  @Test func aLittleMoreIsWaitedForAndMuchMoreIsNot() {
    var rule = StorageRule()
    #expect(rule.see(.mebibytes(100), limit, at: 1000) == .fits)
    #expect(rule.see(.mebibytes(101), limit, at: 1060) == .isOver(until: 1660))
    #expect(rule.see(.mebibytes(109), limit, at: 1650) == .isOver(until: 1660))
    #expect(rule.see(.mebibytes(101), limit, at: 1660) == .stops)
    var other = StorageRule()
    #expect(other.see(.mebibytes(111), limit, at: 1000) == .stops)
  }

  @Test func whoMadeRoomHasItsTimeAnew() {
    var rule = StorageRule()
    #expect(rule.see(.mebibytes(101), limit, at: 0) == .isOver(until: 600))
    #expect(rule.see(.mebibytes(99), limit, at: 590) == .fits)
    #expect(rule.see(.mebibytes(101), limit, at: 650) == .isOver(until: 1250))
    // A clock that was set back.
    #expect(rule.see(.mebibytes(101), limit, at: 10) == .isOver(until: 610))
    #expect(rule.see(.mebibytes(101), nil, at: 9999) == .fits)
  }

  @Test func largeTreesAreWalkedSeldom() {
    var pace = StoragePace()
    #expect(pace.isDue(at: 5))
    pace.walked(at: 5, taking: 0.1, isLimited: true)
    #expect(!pace.isDue(at: 24) && pace.isDue(at: 25))
    pace.walked(at: 100, taking: 10, isLimited: true)
    #expect(!pace.isDue(at: 599) && pace.isDue(at: 600))
    pace.walked(at: 1000, taking: 0.1, isLimited: false)
    #expect(!pace.isDue(at: 1599) && pace.isDue(at: 1600))
  }

  @Test func aNewLimitIsLookedAtSoon() {
    var pace = StoragePace()
    pace.walked(at: 0, taking: 0.1, isLimited: false)
    pace.limited(from: 100)
    #expect(!pace.isDue(at: 119) && pace.isDue(at: 120))
  }
}
