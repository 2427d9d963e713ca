// swift-tools-version: 6.0

import PackageDescription

/// The folder of the packaged artefact: `Context.environment` has what the environment has.
guard let package = Context.environment["CLOSEROOM_PACKAGE"] else {
    fatalError("CLOSEROOM_PACKAGE must be the folder that `cargo xtask package swift` makes")
}

let bench = Package(
    name: "closeroom-bench",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "closeroom", path: package)],
    targets: [
        .executableTarget(
            name: "CloseRoomBench",
            dependencies: [.product(name: "CloseRoom", package: "closeroom")]
        )
    ],
    swiftLanguageModes: [.v6]
)
