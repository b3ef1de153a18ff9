import Foundation
import RoostCatalog
import RoostModel
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct CatalogueSerialTests {
  @Test func aHomeNeverGoesBack() async throws {
    try await withScratch { home in
      let serial = CatalogueSerial(home: home)
      try serial.admit(Catalogue([], serial: 2_026_112_101))
      try serial.admit(Catalogue([], serial: 2_026_112_101))
      try serial.admit(Catalogue([], serial: 2_026_112_102))
      let refused = #expect(throws: Problem.self) { try serial.admit(Catalogue([], serial: 2_026_112_101)) }
      #expect(refused?.code == .catalogueInvalid && refused?.message.contains("2026112102") == true)
      #expect(refused?.hint.contains("catalogue-serial") == true)
    }
  }

  @Test func whatIsNoSerialIsNotTakenForNone() async throws {
    try await withScratch { home in
      let store = home.appending("store").string
      try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
      try "nonsense\n".write(toFile: store + "/catalogue-serial", atomically: false, encoding: .utf8)
      let refused = #expect(throws: Problem.self) { try CatalogueSerial(home: home).admit(Catalogue([], serial: 1)) }
      #expect(refused?.code == .catalogueInvalid)
    }
  }
}
