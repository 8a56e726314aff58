//! Compiles `ui/` with the words of all languages in it, so that the kiosk is one file.

fn main() {
    let config = slint_build::CompilerConfiguration::new()
        .with_bundled_translations("translations")
        // One German sentence has one translation, wherever it stands.
        .with_default_translation_context(slint_build::DefaultTranslationContext::None)
        .with_style("fluent-light".into())
        // Tests find elements by their names.
        .with_debug_info(true);
    slint_build::compile_with_config("ui/kiosk.slint", config).expect("the screens in kiosk/ui compile");
}
