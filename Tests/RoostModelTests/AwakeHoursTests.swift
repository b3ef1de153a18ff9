import Foundation
import RoostModel
import Testing

/// Hours of the week.
@Suite struct AwakeHoursTests {
  private func contains(_ text: String, _ day: Int, _ hour: Int, _ minute: Int = 0) throws -> Bool {
    try #require(AwakeHours(text)).contains(day: day, minute: hour * 60 + minute)
  }

  @Test func daysAndHours() throws {
    #expect(try contains("09:00-18:00 Mon-Fri", 1, 9))
    #expect(try contains("09:00-18:00 Mon-Fri", 5, 17, 59))
    #expect(try !contains("09:00-18:00 Mon-Fri", 5, 18))
    #expect(try !contains("09:00-18:00 Mon-Fri", 0, 12))
    #expect(try contains("09:00-18:00", 0, 12))
    #expect(try contains("09:00-24:00 Sat, Sun", 6, 23, 59))
    #expect(try contains("00:00-24:00 Sat-Mon", 0, 0))
    #expect(try !contains("00:00-24:00 sat-mon", 2, 0))
  }

  /// Friday's night ends on Saturday.
  @Test func overMidnight() throws {
    #expect(try contains("22:00-06:00 Fri", 5, 23))
    #expect(try contains("22:00-06:00 Fri", 6, 5, 59))
    #expect(try !contains("22:00-06:00 Fri", 5, 5))
    #expect(try !contains("22:00-06:00 Fri", 6, 6))
  }

  @Test(arguments: [
    "", "9-18", "09:00", "09:00-25:00", "09:60-10:00", "24:00-09:00", "09:00-09:00", "09:00-18:00 Mon-", "09:00-18:00 Foo",
    "09:00-18:00 Mon-Tue-Wed", "09:00-18:00 ,", "+9:00-18:00", "09:00-18:00-19:00",
  ])
  func whatIsNone(_ text: String) { #expect(AwakeHours(text) == nil) }

  @Test func travelsAsText() throws {
    let hours = try #require(AwakeHours("09:00-18:00 Mon-Fri"))
    let data = try JSONEncoder().encode([hours])
    #expect(String(decoding: data, as: UTF8.self) == "[\"09:00-18:00 Mon-Fri\"]")
    #expect(try JSONDecoder().decode([AwakeHours].self, from: data) == [hours])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([AwakeHours].self, from: Data("[\"x\"]".utf8)) }
  }
}
