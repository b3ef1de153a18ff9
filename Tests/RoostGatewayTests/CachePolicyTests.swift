import Testing

@testable import RoostGateway

/// What may be kept for a year, and what must never be.
@Suite struct CachePolicyTests {
  @Test(arguments: [
    "assets/index-BfX3kd9Q.js", "assets/index-C4q2Zr7x.css", "static/js/main.073c9b0a.chunk.js", "main.8f3a2b1c9d0e.js",
    "main-FFHMD2TL.js", "static/media/logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg", "_next/static/chunks/23-1d2ae5cf03ad1ad6.js",
    "_astro/hero.DxW5qk2h.webp", "_app/immutable/assets/font.Bq3kZ9rT.woff2", "app.0a1b2c3d.js.map",
  ])
  func isKept(path: String) { #expect(CachePolicy.of(path.split(separator: "/").map(String.init)) == CachePolicy.lasting) }

  @Test(arguments: [
    "index.html", "assets/page.0a1b2c3d.html", "sw.js", "app.js", "jquery-3.7.1.min.js", "jquery-20231101.js",
    "photo-20240101.jpg",
    "photo-Summer24.jpg", "component-settings.js", "chart-MyWidget.js", "bootstrap-datepicker.min.js", "manifest-0a1b2c3d.json",
    "manifest.0a1b2c3d.webmanifest", "site-deadbeef.css", "images/IMG_12345678.jpg", "phone-iPhone4S.png", "0a1b2c3d.js",
    "v1.2.3.js",
    "_nuxt/builds/latest.json", "robots.txt", "report.1234567a.pdf", "app-EXAMPLES.js",
  ])
  func isAskedFor(path: String) {
    #expect(CachePolicy.of(path.split(separator: "/").map(String.init)) == CachePolicy.revalidated)
  }
}
