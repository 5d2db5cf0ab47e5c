// swift-tools-version: 6.2
import PackageDescription

// Settings every target is held to: Swift 6 mode comes with the tools version.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "taizhang",
  defaultLocalization: "zh-Hans",
  products: [
    .executable(name: "taizhang", targets: ["taizhang"]),
    .library(name: "Spreadsheets", targets: ["Spreadsheets"]),
    .library(name: "XLSX", targets: ["XLSX"]),
    .library(name: "CSV", targets: ["CSV"]),
    .library(name: "Formula", targets: ["Formula"]),
    .library(name: "Calculation", targets: ["Calculation"]),
    .library(name: "Ledgers", targets: ["Ledgers"]),
    .library(name: "Criteria", targets: ["Criteria"]),
    .library(name: "Reports", targets: ["Reports"]),
    .library(name: "Workflow", targets: ["Workflow"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // YAML with line and column of every node: ledger definitions and rule packs.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    // SQLite for `convert --to sqlite`.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // The page for clerks: `taizhang serve`.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    // Vocabulary of its faces: header names, byte buffers, the end of a service.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // MARK: C libraries
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // Unpacks the archives that submissions come in, encrypted or compressed in whatever way, and judges our packages
    // in tests. A libzip archive serves one thread at a time, so the sheets of a workbook are read beside one another
    // through a directory reader of our own; a test holds the two against each other.
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Unpacks sheets 2.5 times as fast as zlib and packs them in a quarter of its time; the build does
    // without it where it is not installed (CDeflate).
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    // Opens encrypted workbooks: AES and SHA of the system's OpenSSL.
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // What the C library's allocator keeps: Swift's module of glibc leaves malloc.h out.
    .systemLibrary(name: "CMalloc"),
    .target(name: "CDeflate", dependencies: ["CISAL", "CZlib"]),

    // MARK: Spreadsheets, with no ledger in sight
    .target(name: "SpreadsheetModel", swiftSettings: strict),
    .target(name: "Diagnostics", dependencies: ["SpreadsheetModel"], swiftSettings: strict),
    .target(name: "XMLStreaming", dependencies: ["CLibXML2"], swiftSettings: strict),
    .target(
      name: "OpenPackaging", dependencies: ["CCrypto", "CDeflate", "CZlib", "XMLStreaming"],
      swiftSettings: strict),
    .target(
      name: "Formula", dependencies: ["SpreadsheetModel", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "Calculation", dependencies: ["Formula", "SpreadsheetModel", "Diagnostics"],
      swiftSettings: strict),
    .target(
      name: "XLSX",
      dependencies: [
        "OpenPackaging", "XMLStreaming", "Calculation", "Formula", "SpreadsheetModel", "Diagnostics",
      ],
      swiftSettings: strict),
    .target(name: "CSV", dependencies: ["SpreadsheetModel", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "LegacyFormats", dependencies: ["SpreadsheetModel", "OpenPackaging", "XMLStreaming", "CSV"],
      swiftSettings: strict),
    .target(
      name: "Spreadsheets",
      dependencies: [
        "XLSX", "CSV", "LegacyFormats", "OpenPackaging", "XMLStreaming", "SpreadsheetModel",
        "Diagnostics",
      ],
      swiftSettings: strict),

    .target(
      name: "Archives", dependencies: ["CLibZip", "CSV", "OpenPackaging"], swiftSettings: strict),

    // MARK: Ledgers and what is built on them
    .target(
      name: "Ledgers",
      dependencies: ["SpreadsheetModel", "Diagnostics", .product(name: "Yams", package: "Yams")],
      resources: [.copy("Resources")], swiftSettings: strict),
    // What ledgers say of terms and dues, read once for every rule and figure.
    .target(name: "Registers", dependencies: ["Ledgers", "SpreadsheetModel"], swiftSettings: strict),
    .target(
      name: "LedgerDatabase",
      dependencies: [
        "Ledgers", "SpreadsheetModel", "Diagnostics", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Criteria",
      dependencies: [
        "Registers", "Ledgers", "Formula", .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Resources")], swiftSettings: strict),
    .target(
      name: "Reports", dependencies: ["Criteria", "Registers", "Ledgers", "Spreadsheets"],
      swiftSettings: strict),
    .target(
      name: "Workflow",
      dependencies: [
        "Reports", "Criteria", "Ledgers", "LedgerDatabase", "Spreadsheets", "Calculation", "Archives",
        "OpenPackaging", "Diagnostics", "CMalloc",
      ],
      swiftSettings: strict),
    .target(
      name: "Server",
      dependencies: [
        "Workflow", "OpenPackaging", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Resources")], swiftSettings: strict),
    .executableTarget(
      name: "taizhang",
      dependencies: [
        "Workflow", "Server", "OpenPackaging",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // MARK: Benchmarks
    .executableTarget(
      name: "write-ledger", dependencies: ["XLSX", "SpreadsheetModel"],
      path: "Scripts/benchmark/WriteLedger", swiftSettings: strict),

    // MARK: Examples, built with everything else so that they stay true
    .executableTarget(
      name: "example-readme", dependencies: ["Workflow"],
      path: "Samples/Examples/readme", swiftSettings: strict),
    .executableTarget(
      name: "example-read-rows", dependencies: ["XLSX", "SpreadsheetModel"],
      path: "Samples/Examples/read-rows", swiftSettings: strict),
    .executableTarget(
      name: "example-edit-without-loss", dependencies: ["XLSX", "OpenPackaging", "SpreadsheetModel"],
      path: "Samples/Examples/edit-without-loss", swiftSettings: strict),
    .executableTarget(
      name: "example-write-report", dependencies: ["XLSX", "SpreadsheetModel"],
      path: "Samples/Examples/write-report", swiftSettings: strict),
    .executableTarget(
      name: "example-typed-records", dependencies: ["Ledgers", "Spreadsheets", "SpreadsheetModel"],
      path: "Samples/Examples/typed-records", swiftSettings: strict),
    .executableTarget(
      name: "example-read-text", dependencies: ["CSV"],
      path: "Samples/Examples/read-text", swiftSettings: strict),
    .executableTarget(
      name: "example-evaluate-formula", dependencies: ["Formula", "SpreadsheetModel"],
      path: "Samples/Examples/evaluate-formula", swiftSettings: strict),
    .executableTarget(
      name: "example-correct-folder", dependencies: ["Workflow"],
      path: "Samples/Examples/correct-folder", swiftSettings: strict),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["SpreadsheetModel"], path: "Tests/TestSupport",
      swiftSettings: strict),
    // What fuzzing feeds, held by ordinary tests on seeds and on inputs that once broke something.
    .target(
      name: "FuzzSubjects",
      dependencies: [
        "XLSX", "CSV", "LegacyFormats", "Formula", "Ledgers", "Criteria", "OpenPackaging",
        "SpreadsheetModel", "TestSupport",
      ],
      path: "Tests/Fuzzing/Subjects", swiftSettings: strict),
    .testTarget(
      name: "HostileTests",
      dependencies: ["Spreadsheets", "OpenPackaging", "Criteria", "Workflow", "taizhang", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "FuzzingTests", dependencies: ["FuzzSubjects", "Ledgers", "Criteria", "TestSupport"],
      path: "Tests/Fuzzing/Tests", resources: [.copy("Found")], swiftSettings: strict),
    .testTarget(
      name: "SpreadsheetModelTests", dependencies: ["SpreadsheetModel", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "XMLStreamingTests", dependencies: ["XMLStreaming", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "OpenPackagingTests", dependencies: ["CLibZip", "OpenPackaging", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ArchivesTests", dependencies: ["Archives", "OpenPackaging", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "FormulaTests", dependencies: ["Formula", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "CalculationTests", dependencies: ["Calculation", "Formula", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "XLSXTests", dependencies: ["XLSX", "Formula", "Diagnostics", "TestSupport"],
      exclude: ["CorpusDifferences.md"], resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "CSVTests", dependencies: ["CSV", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "LegacyFormatsTests", dependencies: ["LegacyFormats", "Spreadsheets", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "LedgersTests", dependencies: ["Ledgers", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "LedgerDatabaseTests",
      dependencies: [
        "LedgerDatabase", "Ledgers", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RegistersTests", dependencies: ["Registers", "SpreadsheetModel"], swiftSettings: strict),
    .testTarget(
      name: "CriteriaTests", dependencies: ["Criteria", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Workflow", "OpenPackaging", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "Workflow", "TestSupport", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        // Requests are made in the process. HummingbirdTesting would do that as well, but brings an HTTP
        // client with a TLS library that takes minutes to build.
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      exclude: ["Browser"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["Workflow", "taizhang", "TestSupport"],
      swiftSettings: strict),
  ]
)

// `Scripts/fuzz` builds libFuzzer's program; it has no `main` of its own, so that a usual build leaves it out.
if Context.environment["TAIZHANG_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzzing/CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzSubjects", "CFuzzer"], path: "Tests/Fuzzing/Driver",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
  ]
}
