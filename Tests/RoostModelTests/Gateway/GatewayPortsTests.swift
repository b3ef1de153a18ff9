import RoostModel
import Testing

@Suite struct GatewayPortsTests {
  @Test(
    arguments: [
      (8080, 8443, true, "https://a.test:8443/x"), (8080, 443, true, "https://a.test/x"),
      (8080, nil, true, "http://a.test:8080/x"),
      (80, 443, false, "http://a.test/x"), (8080, 8443, false, "http://a.test:8080/x"),
    ] as [(Int, Int?, Bool, String)])
  func aURLNamesThePortThatBrowsersDoNotTakeByThemselves(http: Int, https: Int?, secure: Bool, url: String) {
    #expect(GatewayPorts(http: http, https: https).url("a.test", path: "/x", secure: secure) == url)
  }
}
