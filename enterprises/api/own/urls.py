"""API addresses of an organisation's own data, below `<partnership>/organisations/<slug>/`."""

from django.urls import path

from enterprises.api.own import contacts, documents, organisation, photos, products

urlpatterns = [
    path("", organisation.OwnOrganisation.as_view(), name="api_own_organisation"),
    path("submit/", organisation.SubmitOrganisation.as_view(), name="api_own_submit"),
    path("withdraw/", organisation.WithdrawSubmission.as_view(), name="api_own_withdraw"),
    path("contacts/", contacts.OwnContacts.as_view(), name="api_own_contact_list"),
    path("contacts/<int:pk>/", contacts.OwnContact.as_view(), name="api_own_contact"),
    path("products/", products.OwnProducts.as_view(), name="api_own_product_list"),
    path("products/<int:pk>/", products.OwnProduct.as_view(), name="api_own_product"),
    path("products/<int:pk>/hide/", products.HideProduct.as_view(), name="api_own_product_hide"),
    path("products/<int:pk>/show/", products.ShowProduct.as_view(), name="api_own_product_show"),
    path("products/<int:product>/photos/", photos.OwnPhotos.as_view(), name="api_own_product_photo_list"),
    path("photos/", photos.OwnPhotos.as_view(), name="api_own_photo_list"),
    path("photos/<int:pk>/", photos.OwnPhoto.as_view(), name="api_own_photo"),
    path("documents/", documents.OwnDocuments.as_view(), name="api_own_document_list"),
    path("documents/<int:pk>/", documents.OwnDocument.as_view(), name="api_own_document"),
    path("documents/<int:pk>/file/", documents.DocumentFile.as_view(), name="api_own_document_file"),
    path("documents/<int:pk>/withdraw/", documents.WithdrawDocument.as_view(), name="api_own_document_withdraw"),
    path("documents/<int:pk>/bring-back/", documents.BringBackDocument.as_view(), name="api_own_document_bring_back"),
]
