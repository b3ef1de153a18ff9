import RoostAgentProtocol
import Testing

@Suite struct OwnerMapTests {
  /// What a number on the disk is for processes.
  private func shown(_ number: UInt64, _ map: OwnerMap) -> UInt64? {
    for line in map.text.split(separator: "\n") {
      let numbers = line.split(separator: " ").compactMap { UInt64($0) }
      if number >= numbers[0], number < numbers[0] + numbers[2] { return numbers[1] + number - numbers[0] }
    }
    return nil
  }

  @Test(arguments: [
    OwnerMap(outside: 0, inside: 1_999_998), OwnerMap(outside: 5, inside: 6), OwnerMap(outside: 6, inside: 5),
    OwnerMap(outside: 0, inside: 1), OwnerMap(outside: 7, inside: .max - 1),
  ])
  func theTwoStandForOneAnotherAndTheOthersForThemselves(map: OwnerMap) {
    #expect(shown(UInt64(map.outside), map) == UInt64(map.inside))
    #expect(shown(UInt64(map.inside), map) == nil)
    for number in [UInt64(1), 2, 4, 8, 1000, 1_999_997, 1_999_999, UInt64(UInt32.max) - 2]
    where number != map.outside && number != map.inside { #expect(shown(number, map) == number) }
    #expect(shown(UInt64(UInt32.max), map) == nil)
  }

  @Test func aNumberMayStandForItself() {
    #expect(shown(9, OwnerMap(outside: 9, inside: 9)) == 9)
  }
}
