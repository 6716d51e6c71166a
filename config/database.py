"""The two connections to one database: the application's, bound by row-level security, and the owner's."""


def database_settings(env, local):
    """Return Django's DATABASES.

    `DATABASE_URL` is what the application connects as, `DATABASE_OWNER_URL` what migrations
    connect as. With `DATABASE_URL` alone, both use it, and the application steps down to
    `DATABASE_APP_ROLE` at the start of every connection, so that the wall binds it all the same.
    """
    app_url = env("DATABASE_URL", default=local.database_url)
    owner_url = env("DATABASE_OWNER_URL", default="" if env("DATABASE_URL", default="") else local.database_owner_url)
    app = env.db_url_config(app_url)
    owner = env.db_url_config(owner_url or app_url)
    app["OPTIONS"] = {**app.get("OPTIONS", {})}
    if not owner_url:
        app["OPTIONS"]["options"] = f"-c role={env('DATABASE_APP_ROLE', default='sympraxis_app')}"
    if pool_size := env.int("DATABASE_POOL", default=0):
        app["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {"default": app, "owner": owner}
